namespace SchemaSdk.Tool.Tests.Services;

public sealed class ServiceChoiceTests : CatalogueTest
{
    [Theory]
    [InlineData("acme", "not 'acme'.")]
    [InlineData("https://models.example", "not 'https://models.example'. Specify an address with --address.")]
    public async Task An_unknown_service_is_reported_with_the_known_ones(string name, string message)
    {
        await FailsAsync(2, "--service must be RunComfy", "add", "--all", "--service", name);

        Assert.Contains(message, Tool.Error, StringComparison.Ordinal);
        Assert.Empty(Tool.Files());
    }

    [Fact]
    public async Task A_lock_without_a_service_belongs_to_RunComfy_and_gets_that_name_with_its_next_change()
    {
        await AddAsync("acme/kite");
        var old = Tool.Read("schemas.lock.json").Replace("  \"service\": \"RunComfy\",\n", "", StringComparison.Ordinal);
        Tool.Write("schemas.lock.json", old);

        await RunWellAsync("update");
        Assert.Equal(old, Tool.Read("schemas.lock.json"));

        await AddAsync("acme/bell");
        Assert.Contains("\"service\": \"RunComfy\"", Tool.Read("schemas.lock.json"), StringComparison.Ordinal);
    }
}
