namespace SchemaSdk.Tool.Tests.Catalogue;

/// <summary>Tests that <c>add</c> makes no request and writes no file if its arguments, the token or the address cannot be used.</summary>
public sealed class AddUsageTests : CatalogueTest
{
    [Theory]
    [InlineData]
    [InlineData("acme/kite", "--all")]
    [InlineData("--all", "--search", "kite")]
    [InlineData("../../kite")]
    [InlineData("acme/CON")]
    public async Task Wrong_usage_ends_before_anything_is_requested(params string[] args)
    {
        Tool.Handler = null;

        Assert.Equal(2, await Tool.RunAsync(["add", .. args]));

        Assert.Empty(Tool.Files());
    }

    [Fact]
    public async Task A_missing_token_is_reported_with_its_variable()
    {
        Tool.SetEnvironment("RUNCOMFY_API_TOKEN", " ");

        await FailsAsync(2, "Set the environment variable RUNCOMFY_API_TOKEN", "add", "--all");

        Assert.DoesNotContain("ModelClientOptions", Tool.Error, StringComparison.Ordinal);
        Assert.Empty(Tool.Files());
    }

    [Theory]
    [InlineData("RUNCOMFY_API_TOKEN", "a b", "The token in RUNCOMFY_API_TOKEN contains white space or a line break.")]
    [InlineData("RUNCOMFY_API_TOKEN", "größe", "The token in RUNCOMFY_API_TOKEN contains a character that is not ASCII.")]
    [InlineData("RUNCOMFY_MODEL_API_BASE", "models", "RUNCOMFY_MODEL_API_BASE is not an absolute address.")]
    [InlineData("RUNCOMFY_MODEL_API_BASE", "http://models.example", "RUNCOMFY_MODEL_API_BASE uses http for another machine")]
    public async Task An_unusable_variable_is_reported_in_one_line(string name, string value, string message)
    {
        Tool.SetEnvironment(name, value);

        Assert.Equal(2, await Tool.RunAsync("add", "--all"));

        Assert.StartsWith($"schemasdk: {message}", Tool.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("Parameter", Tool.Error, StringComparison.Ordinal);
        Assert.Single(Tool.Error.TrimEnd().Split('\n'));
        Assert.Empty(Tool.Files());
    }

    [Theory]
    [InlineData("http://models.example", "uses http for another machine")]
    [InlineData("https://me:secret@models.example", "has a user name or password")]
    [InlineData("https://models.example/?token=1", "has a query or a fragment")]
    public async Task A_refused_address_is_reported_in_one_line(string address, string message)
    {
        foreach (var option in (string[])["--address", "--source"])
        {
            Assert.Equal(2, await Tool.RunAsync("add", "--all", option, address));

            Assert.StartsWith($"schemasdk: {option} {message}", Tool.Error, StringComparison.Ordinal);
            Assert.Empty(Tool.Files());
        }
    }
}
