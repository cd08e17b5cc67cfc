using NuGet.Configuration;

namespace SchemaSdk.Tool.Tests.Release;

/// <summary>Tests which commits <c>release pack</c> packs, and what it refuses before anything is published.</summary>
public sealed class PackTests(ReleaseTemplate template) : ReleaseTest(template)
{
    [Fact]
    public async Task Packages_are_packed_tested_and_ordered_after_their_dependencies()
    {
        await PrintsAsync(
            0, "Packed 1.2.0. The packages will be published in this order: Acme.Zero, Acme.Models, Acme.Alpha.\n",
            "release", "pack", "v1.2.0");
        var packages = Owner.PathOf("artifacts/packages");
        Assert.Equal([$"pack 1.2.0 {packages}", $"test {packages} -p:Version=1.2.0"], Owner.Programs.Calls);
        AssertNoSecrets("pack", "test");
    }

    [Fact]
    public async Task Without_a_command_for_tests_every_package_is_installed_from_the_packages_only()
    {
        Configure("[]", "feed");
        await TagAsync();
        var projects = new List<string>();

        await PackAsync(folder => projects.Add(File.ReadAllText(Path.Combine(folder, "Consumer.csproj"))));

        Assert.Contains("<TargetFramework>net10.0</TargetFramework>", Assert.Single(projects), StringComparison.Ordinal);
        Assert.Contains("<PackageReference Include=\"Acme.Models\" Version=\"[1.2.0]\" />", projects[0], StringComparison.Ordinal);
        Assert.DoesNotContain("Acme.Alpha", projects[0], StringComparison.Ordinal);
        var packages = Owner.PathOf("artifacts/packages");
        Assert.Contains(
            $"dotnet tool install Acme.Alpha --version 1.2.0 --tool-path tools --add-source {packages}", Owner.Programs.Calls);
        Assert.Contains(Owner.Programs.Calls, call =>
            call.StartsWith($"dotnet new install {Path.Combine(packages, "Acme.Zero.1.2.0.nupkg")} --debug:", StringComparison.Ordinal));
        AssertNoSecrets("pack", "dotnet");
    }

    [Theory]
    [InlineData("")]
    [InlineData("<packageSourceMapping><packageSource key=\"own\"><package pattern=\"*\" /></packageSource></packageSourceMapping>")]
    public async Task The_packages_are_installed_with_the_package_sources_of_the_repository(string mapping)
    {
        Configure("[]", "feed");
        Owner.Write("nuget.config", $"""
            <configuration>
              <packageSources><clear /><add key="own" value="libs/own" /></packageSources>{mapping}
            </configuration>
            """);
        await TagAsync();
        var used = new List<ISettings>();

        await PackAsync(folder => used.Add(Settings.LoadSpecificSettings(folder, "nuget.config")));

        var sources = PackageSourceProvider.LoadPackageSources(Assert.Single(used)).ToDictionary(one => one.Name, one => one.Source);
        Assert.Equal(Owner.PathOf("libs/own"), sources["own"]);
        var mapped = PackageSourceMapping.GetPackageSourceMapping(used[0]);
        Assert.Equal(mapping.Length > 0, mapped.IsEnabled);
        Assert.Equal(
            mapping.Length > 0 ? [Owner.PathOf("artifacts/packages")] : [],
            mapped.GetConfiguredPackageSources("Acme.Models").Select(name => sources[name]));
        Assert.Equal(mapping.Length > 0 ? ["own"] : [], mapped.GetConfiguredPackageSources("Other.Library"));
    }

    [Fact]
    public async Task Package_sources_that_cannot_be_read_are_reported()
    {
        Configure("[]", "feed");
        Owner.Write("nuget.config", "<configuration>");
        await TagAsync();

        await FailsAsync(2, "nuget.config cannot be read: ", "release", "pack", "v1.2.0");
    }

    [Fact]
    public async Task A_failed_test_of_the_packages_ends_the_release()
    {
        Owner.Programs.Answer = call => call.Name == "pack" ? Pack(call.Arguments[1]) : null;

        await FailsAsync(1, "ended with exit code 1. A package failed its test. Nothing was published.", "release", "pack", "v1.2.0");
    }

    [Theory]
    [InlineData("pack")]
    [InlineData("publish")]
    [InlineData("notes")]
    public async Task A_tag_that_is_not_on_the_main_branch_is_refused(string step)
    {
        await Owner.GitAsync("checkout", "-qb", "side");
        await Owner.GitAsync("commit", "-q", "--allow-empty", "-m", "Unreviewed");
        await Owner.GitAsync("tag", "v1.3.0");

        await FailsAsync(1, "v1.3.0 is not on the branch main of origin. Merge the commit first.", "release", step, "v1.3.0");
        await Owner.GitAsync("update-ref", "-d", "refs/remotes/origin/main");
        await FailsAsync(1, "The branch main of origin, which must contain v1.3.0, is not in this clone.", "release", step, "v1.3.0");
        Assert.Empty(Owner.Programs.Calls);
    }

    [Fact]
    public async Task Only_a_clean_checkout_of_the_tag_is_packed()
    {
        Owner.Write("later", "");
        Owner.Write("CHANGELOG.md", "");
        await FailsAsync(
            2, "There are uncommitted changes: CHANGELOG.md, later. The packages would not match the tag.", "release", "pack", "v1.2.0");
        await Owner.CommitAsync("Later");

        await FailsAsync(2, "v1.2.0 is not the checked-out commit.", "release", "pack", "v1.2.0");
        await FailsAsync(2, "v9.9.9 is not the checked-out commit.", "release", "pack", "v9.9.9");
    }

    [Theory]
    [InlineData("v1.2")]
    [InlineData("1.2.0")]
    [InlineData("v1.2.0;id")]
    [InlineData("v1.2.0\nv")]
    [InlineData("v1.2.0^{commit}")]
    public async Task A_tag_that_is_not_a_version_is_refused(string tag) =>
        await FailsAsync(2, "is not the tag of a version. Specify a tag such as v1.2.0.", "release", "pack", tag);

    [Theory]
    [InlineData("Acme.Models.1.3.0.nupkg has version 1.3.0 instead of 1.2.0. Remove the version that its project sets.", "1.3.0")]
    [InlineData(
        "Each of these packages depends on another in the list, so none can be published first: Acme.Models, Acme.Zero.",
        "1.2.0", "Acme.Models")]
    public async Task A_package_that_cannot_be_published_is_refused(string message, string version, params string[] needs)
    {
        Owner.Programs.Answer = call =>
        {
            if (call.Name == "pack")
            {
                Add(call.Arguments[1], "Acme.Models", version, "", "Acme.Zero");
                Add(call.Arguments[1], "Acme.Zero", "1.2.0", "", needs);
            }

            return "";
        };

        await FailsAsync(1, message, "release", "pack", "v1.2.0");
        Assert.DoesNotContain(Owner.Programs.Calls, static call => call.StartsWith("test", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_folder_for_packages_that_contains_the_checkout_is_not_emptied()
    {
        await Owner.ConfigureAsync("\"pack\"", "\"packages\": \"\", \"pack\"");
        await Owner.GitAsync("tag", "-f", "v1.2.0");

        await FailsAsync(2, "Set \"packages\" in schemasdk.json to a folder for packages only", "release", "pack", "v1.2.0");
        Assert.True(File.Exists(Owner.PathOf("CHANGELOG.md")));
    }

    private void AssertNoSecrets(params string[] names)
    {
        var started = Owner.Programs.Started.Where(static call => call.Name != "git").ToList();
        Assert.Equal(names, started.Select(static call => call.Name).Distinct());
        Assert.All(started, static call => Assert.Superset(
            FakePrograms.OtherSecrets.Concat(FakePrograms.RepositorySecrets).ToHashSet(), call.Withheld.ToHashSet()));
    }

    private Task PackAsync(Action<string> building)
    {
        Owner.Programs.Answer = call =>
        {
            if (call.Arguments is ["build", ..])
            {
                building(call.Folder);
            }

            return call.Name == "pack" ? Pack(call.Arguments[1]) : "10.0.100";
        };
        return RunWellAsync("release", "pack", "v1.2.0");
    }
}
