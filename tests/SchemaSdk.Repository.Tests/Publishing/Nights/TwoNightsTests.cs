using System.Text.Json.Nodes;
using SchemaSdk.Repository.Tests.Publishing.Surroundings;

namespace SchemaSdk.Repository.Tests.Publishing.Nights;

/// <summary>
/// Tests a release and two nightly updates of a repository, from the emulator's catalogue to packages and their users, with real builds.
/// The tool's tests cover all other cases, and need no builds.
/// </summary>
public sealed class TwoNightsTests : IAsyncLifetime
{
    private readonly EmulatedCatalogue _catalogue = new();
    private readonly LocalFeed _feed = new();
    private ClonedRepository _owner = null!;

    public async Task InitializeAsync()
    {
        await _feed.PackAsync();
        foreach (var name in new[] { "kite", "dusk", "fern", "sour", "bell", "rain", "snow", "wind", "sand", "salt" })
        {
            _catalogue[$"acme/{name}"] = EmulatedCatalogue.SchemaWith("prompt");
        }

        _catalogue["acme/moon"] = EmulatedCatalogue.SchemaWith("prompt", "seed");
        await _catalogue.OpenAsync();
        var settings = new JsonObject
        {
            ["folders"] = new JsonObject { ["schemas"] = new JsonObject { ["all"] = true } },
            ["release"] = new JsonObject { ["source"] = _feed.Folder },
        };
        _owner = await ClonedRepository.MakeAsync(_catalogue, settings.ToJsonString());
        _owner.Variables["NUGET_PACKAGES"] = _feed.Cache;
        _owner.Write("nuget.config", _feed.Config);
        _owner.Write("Version.props", "<Project>\n  <PropertyGroup>\n    <Version>1.0.0</Version>\n  </PropertyGroup>\n</Project>\n");
        _owner.Write("Acme.Models.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <Import Project="Version.props" />
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <Nullable>enable</Nullable>
                <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="SchemaSdk" Version="{_feed.Version}" />
              </ItemGroup>
              <Target Name="ShowToken" AfterTargets="Build">
                <Message Importance="high" Text="The token is '$(RUNCOMFY_API_TOKEN)'." />
              </Target>
            </Project>
            """);
        await _owner.CommitAsync("Make a client");
    }

    public async Task DisposeAsync()
    {
        _owner.Dispose();
        _feed.Dispose();
        await _catalogue.DisposeAsync();
    }

    [Fact]
    [Trait("Size", "Full")]
    public async Task An_existing_program_compiles_unless_the_pull_request_says_otherwise()
    {
        await ReleaseAsync("v1.0.0");
        var consumer = new ConsumerProject(_owner.PathOf("../consumer"), _feed);

        // The first night: one model is new, and one has a new input member.
        _catalogue["acme/star"] = EmulatedCatalogue.SchemaWith("prompt");
        _catalogue["acme/kite"] = EmulatedCatalogue.SchemaWith("prompt", "wind");
        await _catalogue.OpenAsync();
        var first = (await _owner.ToolAsync("night")).Succeeded();
        Assert.Contains("The token is ''.", first.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(EmulatedCatalogue.Token, first.Output, StringComparison.Ordinal);
        Assert.Contains("0 breaking, 0 unknown, 0 reading, 2 feature and 0 patch changes", PullRequest, StringComparison.Ordinal);
        await _owner.MergeAsync();
        await _owner.GitAsync("tag", "v1.1.0");
        Publish("1.1.0");
        Assert.Empty(await consumer.CompileAsync("1.1.0"));

        // The second night: one model breaks, one is removed, one is renamed, and one has an invalid schema.
        _catalogue["acme/moon"] = EmulatedCatalogue.SchemaWith("prompt");
        _catalogue["acme/dusk"] = null;
        _catalogue["acme/fern"] = null;
        _catalogue["acme/moss"] = EmulatedCatalogue.SchemaWith("prompt");
        _catalogue["acme/sour"] = "{}";
        await _catalogue.OpenAsync();
        (await _owner.ToolAsync("night")).Succeeded();
        Assert.Contains("1 breaking, 0 unknown, 0 reading, 3 feature and 0 patch changes", PullRequest, StringComparison.Ordinal);

        Publish("2.0.0");
        Assert.Equal(
            ["error CS0117 Moon", "warning CS0618 Dusk", "warning CS0618 Fern"],
            (await consumer.CompileAsync("2.0.0")).Distinct().Order(StringComparer.Ordinal));
    }

    private string PullRequest => _owner.Read("artifacts/schemas/pull-request.md");

    private async Task ReleaseAsync(string tag)
    {
        await _owner.GitAsync("tag", tag);
        (await _owner.ToolAsync("release", "pack", tag)).Succeeded();
        (await _owner.ToolAsync("release", "publish", tag)).Succeeded();
        Assert.True(File.Exists(Path.Combine(_feed.Folder, $"Acme.Models.{tag[1..]}.nupkg")));
    }

    // The package of the nightly update contains the same code as the tag of its version.
    private void Publish(string version) => File.Copy(
        _owner.PathOf($"artifacts/packages/Acme.Models.{version}.nupkg"), Path.Combine(_feed.Folder, $"Acme.Models.{version}.nupkg"));
}
