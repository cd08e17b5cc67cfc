using System.Text.Json.Nodes;

namespace SchemaSdk.Schemas.Tests.Reading;

/// <summary>Tests what MSBuild passes to the compiler for each ModelSchema item, and which other items it keeps.</summary>
public sealed class SchemaItemTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("acme/c#-coder", "acme%2Fc%23-coder")]
    [InlineData("acme/a%3Bb", "acme%2Fa%3Bb")]
    public async Task A_given_model_id_is_passed_without_characters_that_start_a_comment(string id, string expected)
    {
        var files = await ItemsAsync($"""<ModelSchema Include="kite.json" ModelId="{id}" Kind="Input" />""", "AdditionalFiles");

        Assert.Equal(expected, (string?)Assert.Single(files)!["ModelIdEscaped"]);
    }

    [Theory]
    [InlineData("Input", "Input")]
    [InlineData("inputpatch", "InputPatch")]
    [InlineData("REFERENCE", "Reference")]
    [InlineData("Imput", "")]
    public async Task A_given_kind_is_recognised_in_any_case(string given, string kind)
    {
        var files = await ItemsAsync($"""<ModelSchema Include="kite.json" Kind="{given}" />""", "AdditionalFiles");

        Assert.Equal(kind, (string?)Assert.Single(files)!["ModelSchemaKind"] ?? "");
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

    [Theory]
    [InlineData("""<EmbeddedResource Include="kite.json" />""", "EmbeddedResource")]
    [InlineData("""<Content Include="kite.json" CopyToOutputDirectory="PreserveNewest" />""", "Content")]
    [InlineData("""<None Include="kite.json" CopyToOutputDirectory="PreserveNewest" />""", "None")]
    public async Task A_schema_that_the_project_embeds_or_copies_stays_such_an_item(string item, string name) =>
        Assert.Single(await ItemsAsync($"""{item}<ModelSchema Include="kite.json" Kind="Input" />""", name));

    [Theory]
    [InlineData("Content")]
    [InlineData("None")]
    [InlineData("Content", "CopyToOutputDirectory=\"Never\"")]
    public async Task A_schema_that_is_not_copied_is_only_an_additional_file(string name, string copying = "") =>
        Assert.Empty(await ItemsAsync(
            $"""<{name} Include="kite.json" {copying} /><ModelSchema Include="kite.json" Kind="Input" />""", name));

    [Fact]
    public async Task A_schema_that_only_the_Worker_SDK_copies_is_only_an_additional_file() => Assert.Empty(await ItemsAsync(
        """
        <Content Include="kite.json" CopyToOutputDirectory="PreserveNewest" />
        <_ContentIncludedByDefault Include="kite.json" />
        <ModelSchema Include="kite.json" Kind="Input" />
        """,
        "Content",
        "<UsingMicrosoftNETSdkWorker>true</UsingMicrosoftNETSdkWorker>"));

    private async Task<JsonArray> ItemsAsync(string items, string name, string properties = "")
    {
        Write(items, properties);
        var run = await RunningProcess.RunAsync("dotnet", ["msbuild", _folder.File("App.proj"), $"-getItem:{name}"]);
        Assert.True(run.ExitCode == 0, run.Output);
        return JsonNode.Parse(run.Output)!["Items"]![name]!.AsArray();
    }

    private void Write(string items, string properties = "")
    {
        File.WriteAllText(_folder.File("kite.json"), "{}");
        File.WriteAllText(_folder.File("star.json"), "{}");
        var build = SourceTree.PathOf("runtime/SchemaSdk/build");
        File.WriteAllText(_folder.File("App.proj"), $"""
            <Project>
              <Import Project="{build}/SchemaSdk.props" />
              <PropertyGroup><EnableDefaultModelSchemas>false</EnableDefaultModelSchemas>{properties}</PropertyGroup>
              <ItemGroup>{items}</ItemGroup>
              <Import Project="{build}/SchemaSdk.targets" />
            </Project>
            """);
    }
}
