using SchemaSdk.Tool.Calling;
using SchemaSdk.Tool.Mcp;

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

    [Theory]
    [InlineData("https://model-api.runcomfy.net/", "mcp.db")]
    [InlineData("http://127.0.0.1:4010/v1", "mcp-127.0.0.1-4010.db")]
    [InlineData("http://[::1]:4010/", "mcp-__1-4010.db")]
    [InlineData("https://model-api.runcomfy.net:8443/", "mcp-model-api.runcomfy.net-8443.db")]
    public void Each_address_of_a_service_has_its_own_default_ledger(string address, string file) =>
        Assert.Equal(file, Path.GetFileName(UsualLedger.PathFor(new(address), new("https://model-api.runcomfy.net/"))));

    [Fact]
    public void A_run_of_a_model_whose_schema_is_cut_off_fails_with_the_place_of_the_error()
    {
        Tool.Write("schemas/acme/star/input.json", """{ "properties": """);
        var model = Assert.Single(new FolderModels(Tool.PathOf("schemas")).All(CancellationToken.None));

        var error = Assert.Throws<ModelConfigurationException>(() => model.Validate("{}"u8));

        Assert.Contains("The schema of acme/star cannot be used", error.Message, StringComparison.Ordinal);
        Assert.Contains("input.json(1,", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_of_a_folder_has_an_output_schema_from_a_folder_above_and_the_files_that_its_schemas_refer_to()
    {
        Tool.Write("schemas/acme/star/input.json", """{ "properties": { "size": { "$ref": "../../common/size.schema.json" } } }""");
        Tool.Write("schemas/output.json", """{ "properties": { "film": { "$ref": "common/film.schema.json" } } }""");
        Tool.Write("schemas/common/film.schema.json", "{}");
        Tool.Write("schemas/common/other.schema.json", "{}");
        Tool.Write("schemas/common/size.schema.json", "{}");

        var model = Assert.Single(new FolderModels(Tool.PathOf("schemas")).All(CancellationToken.None));

        Assert.Contains("film", model.OutputSchema, StringComparison.Ordinal);
        Assert.Equal(["common/size.schema.json", "common/film.schema.json"], model.References.Select(static file => file.Key));
    }
}
