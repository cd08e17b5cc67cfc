namespace SchemaSdk.Integration.Tests.PostgreSql;

public sealed class InvalidInputTests : DatabaseTest
{
    [TheoryWith(Server.PostgreSql)]
    [InlineData("order-7")]
    [InlineData("order\0")]
    public async Task An_invalid_input_is_reported_even_by_the_first_call_on_a_new_database(string key)
    {
        await using var ledger = new PostgreSqlJobLedger(Database);
        using var host = new Shop().Build(ledger: ledger);

        await Assert.ThrowsAsync<ModelInputException>(() => host.Jobs().EnqueueAsync(key, Shop.Model, JsonElement.Parse("{}")));
    }
}
