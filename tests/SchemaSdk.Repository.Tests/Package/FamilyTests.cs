namespace SchemaSdk.Repository.Tests.Package;

/// <summary>
/// Checks that after an edit to a schema, a build compiles no project of another family of models. Each family has its own project, as
/// own-schemas.md shows.
/// </summary>
[Collection(nameof(Packages))]
public sealed class FamilyTests(PackedFeed feed)
{
    [Fact]
    [Trait("Size", "Full")]
    public async Task An_edit_of_one_family_does_not_compile_another()
    {
        var root = feed.Consumer("Families");
        var program = Path.Combine(root, "App");
        var first = (await feed.DotnetAsync(program, "run")).Succeeded();
        var before = Compiled(root);

        var schema = Path.Combine(root, "Acme.Stills/schemas/acme/still-1/input.json");
        var text = await File.ReadAllTextAsync(schema);
        await File.WriteAllTextAsync(schema, text.Replace("What it is to be.", "What it is to show.", StringComparison.Ordinal));
        (await feed.DotnetAsync(program, "build")).Succeeded();

        Assert.Contains("acme/still-1 acme/sound-1", first.Output, StringComparison.Ordinal);
        var again = Compiled(root).Except(before).Select(one => one.Project).ToList();
        Assert.Contains("Acme.Stills", again);
        Assert.DoesNotContain("Acme.Sounds", again);
    }

    private static List<(string Project, DateTime Written)> Compiled(string root) =>
    [
        .. from project in (string[])["Acme.Stills", "Acme.Sounds", "App"]
           select (project, File.GetLastWriteTimeUtc(Path.Combine(root, project, $"obj/Debug/net10.0/{project}.dll"))),
    ];
}
