//! What methods are called.

use super::{methods, operations};

#[test]
fn an_id_loses_what_its_group_says() {
    for (line, wanted) in [
        ("GET /pets pets listPets", "pets.list"),
        ("GET /pets/{petId} pets getPetById", "pets.get"),
        ("GET /pets/findByStatus pets findPetsByStatus", "pets.find_by_status"),
        ("POST /pets pets pets.create", "pets.create"),
        ("POST /pets pets create_a_new_pet", "pets.create"),
        ("GET /repos/{owner} repos repos/list-for-user", "repos.list_for_user"),
        (
            "GET /z DNS~Records~for~a~Zone dns-records-for-a-zone-list-dns-records",
            "dns_records_for_zone.list",
        ),
        (
            "POST /z DNS~Records~for~a~Zone dns-records-for-a-zone-import-dns-records",
            "dns_records_for_zone.import",
        ),
        ("GET /s Share~Recipients share-recipients-list", "share_recipients.list"),
        ("GET /s/{share_id} Shares shares-get-by-id", "shares.get"),
        ("POST /d D1 cloudflare-d1-import-database", "d1.import_database"),
        (
            "DELETE /m Address~Maps address-maps-remove-an-ip-from-an-address-map",
            "address_maps.remove_ip",
        ),
        ("GET /a Apps apps-app-details", "apps.get"),
        ("GET /a Access~CAs access-c-as-list-access-c-as", "access_cas.list"),
        ("GET /pets pets pets", "pets.list"),
        ("GET /pets/{id}/toys pets get_pets_id_toys", "pets.list_toys"),
        ("GET /pets pets read_pets_pets_get", "pets.read"),
        ("GET /l Lists lists-get-a-list-item", "lists.get_item"),
        ("GET /z Request~for~Information~(RFI) list-requests", "request_for_information.list"),
        ("GET /z Secondary~DNS~(Peer) secondary-dns-(-peer)-list-peers", "secondary_dns_peer.list"),
        ("POST /r Shares share-move", "shares.r#move"),
    ] {
        assert_eq!(methods(&operations(&[line])), [wanted], "{line}");
    }
}

#[test]
fn without_an_id_the_path_decides() {
    for (line, wanted) in [
        ("GET /v1/pets pets", "pets.list"),
        ("GET /v1/pets/{id}", "pets.get"),
        ("POST /api/v2/pets", "pets.create"),
        ("PUT /pets/{id}", "pets.replace"),
        ("PATCH /pets/{id}", "pets.update"),
        ("DELETE /pets/{id}", "pets.delete"),
        ("DELETE /pets", "pets.delete_all"),
        ("GET /pets/{id}/toys", "pets.list_toys"),
        ("GET /pets/{id}/toys/{toy}", "pets.get_toy"),
        ("POST /pets/{id}/toys", "pets.create_toy"),
        ("POST /jobs/{id}/cancel", "jobs.cancel"),
        ("POST /pets/search", "pets.search"),
        ("GET /status", "status.get"),
        ("GET /", "root.get"),
        ("HEAD /{key}", "root.head"),
    ] {
        assert_eq!(methods(&operations(&[line])), [wanted], "{line}");
    }
}

#[test]
fn two_methods_of_one_name_are_told_apart() {
    let api = operations(&[
        "PUT /f Filters filters-update-filters",
        "PUT /f/{id} Filters filters-update-a-filter",
        "GET /pets/toys pets",
        "GET /pets/{id}/toys pets",
    ]);
    assert_eq!(
        methods(&api),
        ["filters.update_filters", "filters.update", "pets.list_toys", "pets.list_toys_by_id"]
    );
}

#[test]
fn ids_that_are_made_of_the_paths_say_nothing() {
    let lines = [
        "GET /v1/charges charges GetCharges",
        "GET /v1/charges/{charge} charges GetChargesCharge",
        "GET /v1/charges/search charges GetChargesSearch",
        "GET /v1/charges/{charge}/refunds charges GetChargesChargeRefunds",
        "POST /v1/charges charges PostCharges",
        "POST /v1/charges/{charge} charges PostChargesCharge",
        "POST /v1/charges/{charge}/capture charges PostChargesChargeCapture",
        "POST /v1/charges/{charge}/refunds/{id}/verify charges PostChargesChargeRefundsIdVerify",
        "PATCH /v1/charges/{charge}/refunds/{id} charges editRefund",
    ];
    let wanted = [
        "charges.list",
        "charges.get",
        "charges.search",
        "charges.list_refunds",
        "charges.create",
        "charges.update",
        "charges.capture",
        "charges.verify_refund",
        "charges.edit_refund",
    ];
    let mut found = methods(&operations(&lines));
    let mut wanted = wanted.to_vec();
    found.sort_unstable();
    wanted.sort_unstable();
    assert_eq!(found, wanted);
    // Some ids of such a make are what people write, too.
    let few = ["GET /pet pets getPet", "PUT /pet pets putPet", "POST /toy pets buyToy"];
    assert_eq!(methods(&operations(&few)), ["pets.get", "pets.replace", "pets.buy_toy"]);
}
