namespace SchemaSdk.Integration.Tests.PostgreSql;

public sealed class InvalidInputTests : DatabaseTest
{
    [FactWith(Server.PostgreSql)]
    public async Task An_invalid_input_is_reported_even_by_the_first_call_on_a_new_database()
    {
        await using var ledger = new PostgreSqlJobLedger(Database);
        await using var client = new RunComfyClient(new() { ApiToken = "any", Ledger = ledger });

        await Assert.ThrowsAsync<ModelInputException>(
            () => client.RunAsync(Shop.Model, JsonElement.Parse("{}"), new RunOptions { Key = "order-7" }));
    }
}
