namespace SchemaSdk.Repository.Tests.Package;

[Collection(nameof(Packages))]
public sealed class NoModelTests(PackedFeed feed)
{
    private const string Advice =
        "Put a model there, set ModelSchemaRoot to the folder of the models, or list ModelSchema items. If the project needs no client, "
            + "set EnableDefaultModelSchemas to false.";

    [Fact]
    public async Task SSDKM3_says_where_schemas_are_expected_and_lists_files_nearby()
    {
        List<string> near =
        [
            "../schemas/acme/beside-1/input.json (not below that folder)",
            "models/acme/elsewhere-1/input.json (not below that folder)",
            "schemas/acme/alone-1/output.json (no input.json beside or below it)",
            "schemas/acme/plural-1/inputs.json (not named input.json)",
        ];
        if (OperatingSystem.IsLinux())
        {
            near.Insert(1, "Schemas/acme/capital-1/input.json (not below that folder)");
        }

        var (_, build) = await feed.Joint.OfAsync("Modelless");

        var parts = Regex.Match(Assert.Single(build.Succeeded().Warnings()), "^(.*) Similar files that are not read: (.*)\\. (Put .*)$");
        Assert.Matches(
            "App.csproj : warning SSDKM3: App references SchemaSdk but has no model, so no client is made. "
            + "The build looks for models in '.*/Modelless/App/schemas/', each in a folder named after its id, such as "
            + "acme/still-1/input.json.$",
            parts.Groups[1].Value);
        Assert.Equal(near, parts.Groups[2].Value.Split(", ").Order(StringComparer.Ordinal));
        Assert.Equal(Advice, parts.Groups[3].Value);
    }

    [Fact]
    [Trait("Size", "Full")]
    public async Task EnableDefaultModelSchemas_silences_SSDKM3()
    {
        var (project, _) = await feed.Joint.OfAsync("Modelless");

        var build = await feed.DotnetAsync(project, "build", "--no-restore", "-p:EnableDefaultModelSchemas=false");

        Assert.Empty(build.Succeeded().Warnings());
    }

    [Fact]
    [Trait("Size", "Full")]
    public async Task SSDKM4_lists_each_item_of_another_client_that_has_no_root()
    {
        var project = feed.Consumer("Plain", "Rootless");
        var file = Directory.GetFiles(project, "*.csproj").Single();
        const string Item = """<ItemGroup><ModelSchema Update="schemas/acme/**" ModelClientName="OtherClient" /></ItemGroup>""";
        File.WriteAllText(file, File.ReadAllText(file).Replace("</Project>", $"{Item}</Project>", StringComparison.Ordinal));

        var build = (await feed.DotnetAsync(project, "build")).Succeeded();

        Assert.Equal(2, build.Warnings().Count);
        Assert.All(build.Warnings(), static warning => Assert.EndsWith(
            "json' belongs to another client, but its model id begins at 'schemas/'. Set its metadata ModelSchemaRoot to the folder of "
            + "that client.",
            warning,
            StringComparison.Ordinal));
    }

    internal static void AddCapital(string folder)
    {
        if (OperatingSystem.IsLinux())
        {
            // On Windows and macOS, file names are not case-sensitive, so "Schemas" and "schemas" are the same folder.
            var capital = Directory.CreateDirectory(Path.Combine(folder, "App/Schemas/acme/capital-1"));
            File.WriteAllText(Path.Combine(capital.FullName, "input.json"), "{}");
        }
    }
}
