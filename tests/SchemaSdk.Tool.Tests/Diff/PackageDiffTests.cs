using SchemaSdk.RunComfy;

namespace SchemaSdk.Tool.Tests.Diff;

public sealed class PackageDiffTests : CommandTest
{
    private static readonly string Ours = SourceTree.PathOf("schemas");

    public PackageDiffTests()
    {
        Tool.SetEnvironment("NUGET_PACKAGES", "packages");
        foreach (var version in (string[])["1.2.0", "1.3.0-beta.1"])
        {
            var folder = Directory.CreateDirectory(Tool.PathOf($"packages/schemasdk.runcomfy/{version}/lib/net8.0")).FullName;
            File.Copy(typeof(RunComfyClient).Assembly.Location, Path.Combine(folder, "SchemaSdk.RunComfy.dll"));
        }
    }

    [Theory]
    [InlineData("SchemaSdk.RunComfy@1.2.0", null)]
    [InlineData("SchemaSdk.RunComfy@1.2.0", "SchemaSdk.RunComfy@1.3.0-beta.1")]
    public Task A_package_equals_the_schemas_from_which_it_was_built(string old, string? @new) =>
        ReportsAsync(0, "Nothing changed.\n", "diff", old, @new ?? Ours);

    [Fact]
    public async Task A_package_is_compared_with_one_of_several_folders()
    {
        Tool.Write("schemasdk.json", """{ "folders": { "still": {}, "moving": {} } }""");
        Tool.Write("still/acme/kite/input.json", "{}");

        await FailsAsync(4, "A package contains the models of one folder, but schemasdk.json lists", "diff", "SchemaSdk.RunComfy@1.2.0");
        Assert.Equal(1, await Tool.RunAsync("diff", "SchemaSdk.RunComfy@1.2.0", "--folder", "still"));
    }

    [Fact]
    public async Task A_changed_schema_and_a_lost_name_are_found()
    {
        const string Id = "kling/kling-3.0/pro/text-to-video";
        Tool.Write($"schemas/{Id}/input.json", File.ReadAllText(Path.Combine(Ours, Id, "input.json")));
        Tool.Write($"schemas/{Id}/input.patch.json", """{ "x-csharp-name": "Film" }""");
        Tool.Write("schemas/output.json", File.ReadAllText(Path.Combine(Ours, "output.json")));

        await ReportsAsync(1, "model-csharp-gone: breaking: kling/kling-3.0/pro/text-to-video", "diff", "SchemaSdk.RunComfy@1.2.0");
        Assert.Contains("model-gone", Tool.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_shared_output_in_a_package_refers_to_the_file_that_was_beside_it()
    {
        Tool.Write("schemas/file.schema.json", "{}");
        foreach (var (vendor, member) in new[] { ("acme", "url"), ("beta", "link") })
        {
            Tool.Write($"schemas/{vendor}/star/input.json", """{ "properties": { "file": { "$ref": "../../file.schema.json" } } }""");
            Tool.Write($"schemas/{vendor}/output.json", """{ "properties": { "video": { "$ref": "file.schema.json" } } }""");
            Tool.Write($"schemas/{vendor}/file.schema.json", $$"""{ "properties": { "{{member}}": { "type": "string" } } }""");
        }

        PackedClient.Pack(Tool, "schemas", "acme.models/1.0.0");

        await ReportsAsync(0, "Nothing changed.\n", "diff", "Acme.Models@1.0.0");
    }

    [Theory]
    [InlineData("'SchemaSdk.RunComfy@9.0.0' is not in '", "SchemaSdk.RunComfy@9.0.0")]
    [InlineData("Run 'dotnet package download Acme.Models@1.2.0 --output ", "Acme.Models@1.2.0")]
    public Task A_package_that_is_not_on_this_machine_is_reported(string message, string package) =>
        FailsAsync(2, message, "diff", package, Ours);
}
