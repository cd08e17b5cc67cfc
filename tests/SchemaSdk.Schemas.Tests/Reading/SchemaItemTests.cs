using System.Text.Json.Nodes;

namespace SchemaSdk.Schemas.Tests.Reading;

/// <summary>
/// Tests how ModelSchema items and lock files are passed to the compiler, and which schemas also stay items of another kind, for example
/// because the project embeds or packs them.
/// </summary>
public sealed class SchemaItemTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static string Build => SourceTree.PathOf("runtime/SchemaSdk/build");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_schema_is_passed_with_its_kind_in_any_case_and_with_an_id_that_starts_no_comment()
    {
        var items = await ItemsAsync("""
            <ModelSchema Include="a.json" ModelId="acme/c#-coder" Kind="Input" />
            <ModelSchema Include="b.json" ModelId="acme/a%3Bb" Kind="inputpatch" />
            <ModelSchema Include="c.json" Kind="REFERENCE" />
            <ModelSchema Include="d.json" Kind="Imput" />
            <ModelSchema Include="e's.schema.json" />
            """);

        Assert.Equal(
            ["a Input acme%2Fc%23-coder", "b InputPatch acme%2Fa%3Bb", "c Reference ", "d  ", "e's.schema Reference "],
            items["AdditionalFiles"]!.AsArray().Select(item => $"{item!["Filename"]} {item["ModelSchemaKind"]} {item["ModelIdEscaped"]}"));
    }

    [Fact]
    public async Task A_folder_that_starts_with_a_dot_is_left_out_below_the_schema_root()
    {
        foreach (var id in new[] { "acme/kite", ".history/acme/kite" })
        {
            Directory.CreateDirectory(_folder.File($"schemas/{id}"));
            File.WriteAllText(_folder.File($"schemas/{id}/input.json"), "{}");
        }

        var items = await ItemsAsync("", """
            <EnableDefaultModelSchemas>true</EnableDefaultModelSchemas>
            <ModelSchemaRoot>$(MSBuildProjectDirectory)/schemas/</ModelSchemaRoot>
            """);

        var file = Assert.Single(items["AdditionalFiles"]!.AsArray());
        Assert.Equal(_folder.File("schemas/acme/kite/input.json"), (string?)file!["FullPath"]);
    }

    [Fact]
    public async Task A_misspelt_kind_causes_a_warning()
    {
        Write("""<ModelSchema Include="kite.json" Kind="Imput" /><ModelSchema Include="star.json" />""");

        var run = await RunningProcess.RunAsync("dotnet", ["msbuild", _folder.File("App.proj"), "-t:CheckModelSchemas"]);

        Assert.Contains(
            "warning SSDKM2: The Kind 'Imput' of 'kite.json' does not say what the file is, so the file is not read. ",
            run.Output,
            StringComparison.Ordinal);
        Assert.Contains("warning SSDKM2: The name of 'star.json' does not say", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_schema_in_an_FSharp_project_causes_a_warning_that_only_a_CSharp_project_can_have_a_client()
    {
        Write("""<ModelSchema Include="input.json" />""", "<Language>F#</Language>");

        var run = await RunningProcess.RunAsync("dotnet", ["msbuild", _folder.File("App.proj"), "-t:CheckModelSchemas"]);

        Assert.Contains(
            "so no client is made. Only a C# project can have a client: move the schemas to a C# project, ",
            run.Output,
            StringComparison.Ordinal);
        Assert.DoesNotContain("reference package SchemaSdk", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_schema_stays_another_item_only_if_the_project_embeds_copies_publishes_or_packs_it()
    {
        var items = await ItemsAsync("""
            <EmbeddedResource Include="embedded.json" />
            <Content Include="copied.json" CopyToOutputDirectory="PreserveNewest" />
            <None Include="also-copied.json" CopyToOutputDirectory="PreserveNewest" />
            <Content Include="published.json" CopyToOutputDirectory="Never" CopyToPublishDirectory="Always" />
            <Content Include="packed.json" PackagePath="contentFiles/any/any" />
            <None Include="also-packed.json" Pack="true" CopyToPublishDirectory="Never" />
            <Content Include="content.json" /><Content Include="never.json" CopyToOutputDirectory="Never" /><None Include="none.json" />
            <Content Include="unpublished.json" CopyToPublishDirectory="Never" /><None Include="unpacked.json" Pack="false" />
            <ModelSchema Include="@(EmbeddedResource);@(Content);@(None)" Kind="Input" />
            """);

        Assert.Equal(
            [
                "EmbeddedResource embedded", "Content copied", "Content published", "Content packed", "None also-copied",
                "None also-packed",
            ],
            new[] { "EmbeddedResource", "Content", "None" }.SelectMany(name =>
                items[name]!.AsArray().Select(item => $"{name} {item!["Filename"]}")));
    }

    [Theory]
    [InlineData("Web", "", false)]
    [InlineData("Worker", "", false)]
    [InlineData("Web", """<None Include="schemas/**" CopyToOutputDirectory="PreserveNewest" />""", true)]
    [InlineData("Worker", """<Content Update="schemas/**" CopyToOutputDirectory="Always" />""", true)]
    [InlineData("Web", """<Content Update="schemas/**" CopyToOutputDirectory="IfDifferent" />""", true)]
    [InlineData("Web", """<Content Update="schemas/**" CopyToOutputDirectory="PreserveNewest" />""", false)]
    public async Task A_schema_in_a_web_or_worker_project_is_copied_only_if_the_project_asks_for_more_than_the_default(
        string sdk, string own, bool isCopied)
    {
        Directory.CreateDirectory(_folder.File("schemas/acme/kite"));
        File.WriteAllText(_folder.File("schemas/acme/kite/input.json"), "{}");
        File.WriteAllText(_folder.File("App.proj"), $"""
            <Project>
              <Import Project="Sdk.props" Sdk="Microsoft.NET.Sdk.{sdk}" />
              <Import Project="{Build}/SchemaSdk.props" />
              <PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup>
              <ItemGroup>{own}</ItemGroup>
              <Import Project="Sdk.targets" Sdk="Microsoft.NET.Sdk.{sdk}" />
              <Import Project="{Build}/SchemaSdk.targets" />
            </Project>
            """);

        var items = await ReadAsync();

        Assert.Equal(isCopied, new[] { "Content", "None" }.Any(name => items[name]!.AsArray().Any(IsSchema)));
        Assert.Single(items["AdditionalFiles"]!.AsArray(), IsSchema);

        static bool IsSchema(JsonNode? item) => (string?)item!["Filename"] == "input";
    }

    [Fact]
    public async Task Each_schema_folder_gets_the_lock_next_to_it_if_the_file_exists()
    {
        foreach (var id in new[] { "acme/kite", "fal/acme/kite", "fal/acme/star", "replicate/acme/kite" })
        {
            Directory.CreateDirectory(_folder.File($"schemas/{id}"));
            File.WriteAllText(_folder.File($"schemas/{id}/input.json"), "{}");
        }

        File.WriteAllText(_folder.File("schemas.lock.json"), "{}");
        File.WriteAllText(_folder.File("schemas/fal.lock.json"), "{}");
        var items = await ItemsAsync(
            """
            <ModelSchema Include="schemas/**/input.json" />
            <ModelSchema Update="schemas/fal/**" ModelSchemaRoot="schemas/fal" ModelClientName="FalClient" />
            <ModelSchema Update="schemas/replicate/**" ModelSchemaRoot="schemas/replicate/" ModelClientName="ReplicateClient" />
            """,
            "<ModelSchemaRoot>schemas/</ModelSchemaRoot>");

        Assert.Equal(
            ["schemas.lock.json", "schemas/fal.lock.json"],
            items["AdditionalFiles"]!.AsArray()
                .Where(item => (string?)item!["ModelSchemaKind"] == "Lock")
                .Select(item => Path.GetRelativePath(_folder.Path, (string)item!["Identity"]!).Replace('\\', '/'))
                .Order(StringComparer.Ordinal));
    }

    private async Task<JsonNode> ItemsAsync(string items, string properties = "")
    {
        Write(items, properties);
        return await ReadAsync();
    }

    private async Task<JsonNode> ReadAsync()
    {
        var run = await RunningProcess.RunAsync(
            "dotnet", ["msbuild", _folder.File("App.proj"), "-getItem:AdditionalFiles,EmbeddedResource,Content,None"]);
        Assert.True(run.ExitCode == 0, run.Output);
        return JsonNode.Parse(run.Output)!["Items"]!;
    }

    private void Write(string items, string properties = "") =>
        File.WriteAllText(_folder.File("App.proj"), $"""
            <Project>
              <Import Project="{Build}/SchemaSdk.props" />
              <PropertyGroup><EnableDefaultModelSchemas>false</EnableDefaultModelSchemas>{properties}</PropertyGroup>
              <ItemGroup>{items}</ItemGroup>
              <Import Project="{Build}/SchemaSdk.targets" />
            </Project>
            """);
}
