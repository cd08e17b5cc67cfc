namespace SchemaSdk.Tool.Tests.Night;

/// <summary>Runs nightly updates in a repository with twelve models and version 1.0.0. The build is faked.</summary>
public abstract class NightTest : CatalogueTest, IClassFixture<NightTemplate>
{
    private protected NightTest(NightTemplate template)
    {
        Owner = new TestedRepository(Tool);
        Owner.CopyFrom(template.Owner);
        foreach (var id in NightTemplate.Models)
        {
            Catalogue[id] = SchemaWith("prompt");
        }
    }

    private protected TestedRepository Owner { get; }

    internal static string VersionOf(string version) =>
        $"<Project>\n  <PropertyGroup>\n    <Version>{version}</Version>\n  </PropertyGroup>\n</Project>\n";

    private protected void AddModel(string id = "acme/new") => Catalogue[id] = SchemaWith("prompt");

    /// <summary>Makes each command of the check write these files.</summary>
    private protected void CheckWrites(params (string Path, string Text)[] files) => Owner.Programs.Answer = _ =>
    {
        Array.ForEach(files, file => Owner.Write(file.Path, file.Text));
        return "";
    };

    /// <summary>Runs a nightly update or some of its steps, and asserts that they succeed.</summary>
    private protected async Task<string> NightAsync(params string[] steps)
    {
        await RunWellAsync(["night", .. steps]);
        return Tool.Output;
    }

    /// <summary>
    /// Runs a nightly update or some of its steps, and asserts that they fail, push nothing and leave the checkout as it was.
    /// </summary>
    private protected async Task RefusesAsync(int exit, string message, params string[] steps)
    {
        var (before, files) = (Owner.Branches(), await FilesAsync());

        await FailsAsync(exit, message, ["night", .. steps]);

        Assert.Equal(before, Owner.Branches());
        Assert.Equal(files, await FilesAsync());
        Assert.DoesNotContain(Owner.Programs.Calls, static call => call.StartsWith("gh", StringComparison.Ordinal));
    }

    private async Task<string> FilesAsync()
    {
        var state = await Owner.GitAsync("status", "--porcelain=v2", "--branch", "--untracked-files=all");
        var names = Tool.Files().Where(static name => !name.StartsWith("clone/.git/", StringComparison.Ordinal)
            && !name.StartsWith("origin/", StringComparison.Ordinal) && !name.Contains("artifacts/", StringComparison.Ordinal));
        return $"{state}\n{string.Join('\n', names.Select(name => $"{name}: {Tool.Read(name)}"))}";
    }

    private protected async Task NothingHappenedAsync()
    {
        Assert.Equal(["main"], Owner.Branches().Keys);
        Assert.Equal("", await Owner.GitAsync("status", "--porcelain"));
    }
}
