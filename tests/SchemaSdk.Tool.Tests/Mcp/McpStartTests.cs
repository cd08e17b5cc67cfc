using SchemaSdk.Tool.Calling;

namespace SchemaSdk.Tool.Tests.Mcp;

public sealed class McpStartTests : CommandTest
{
    [Theory]
    [InlineData("RUNCOMFY_API_TOKEN", "…")]
    [InlineData("RUNCOMFY_MODEL_API_BASE", "http://example.com")]
    public async Task A_server_whose_environment_is_invalid_does_not_start(string name, string value)
    {
        Tool.Write("schemas/acme/star/input.json", "{}");
        Tool.SetEnvironment(name, value);

        await FailsAsync(2, name, "mcp");
    }

    [Fact]
    public void A_run_of_a_model_whose_schema_is_cut_off_fails_with_the_place_of_the_error()
    {
        Tool.Write("schemas/acme/star/input.json", """{ "properties": """);
        var model = Assert.Single(new FolderModels(Tool.PathOf("schemas")).All(CancellationToken.None));

        var error = Assert.Throws<ModelConfigurationException>(() => model.Validate("{}"u8));

        Assert.Contains("The schema of acme/star cannot be used", error.Message, StringComparison.Ordinal);
        Assert.Contains("input.json(1,", error.Message, StringComparison.Ordinal);
    }
}
