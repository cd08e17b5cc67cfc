using System.Text.Json.Nodes;

namespace SchemaSdk.Schemas.Tests.Reading;

/// <summary>Tests that MSBuild passes the lock file next to each schema folder to the compiler.</summary>
public sealed class LockItemTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Each_schema_folder_gets_the_lock_next_to_it_if_the_file_exists()
    {
        foreach (var id in new[] { "acme/kite", "fal/acme/kite", "fal/acme/star", "replicate/acme/kite" })
        {
            Write($"schemas/{id}/input.json", "{}");
        }

        Write("schemas.lock.json", "{}");
        Write("schemas/fal.lock.json", "{}");
        var build = SourceTree.PathOf("runtime/SchemaSdk/build");
        Write("App.proj", $"""
            <Project>
              <Import Project="{build}/SchemaSdk.props" />
              <PropertyGroup><ModelSchemaRoot>schemas/</ModelSchemaRoot></PropertyGroup>
              <ItemGroup>
                <ModelSchema Update="schemas/fal/**" ModelSchemaRoot="schemas/fal" ModelClientName="FalClient" />
                <ModelSchema Update="schemas/replicate/**" ModelSchemaRoot="schemas/replicate/" ModelClientName="ReplicateClient" />
              </ItemGroup>
              <Import Project="{build}/SchemaSdk.targets" />
            </Project>
            """);

        var run = await RunningProcess.RunAsync("dotnet", ["msbuild", _folder.File("App.proj"), "-getItem:AdditionalFiles"]);

        Assert.True(run.ExitCode == 0, run.Output);
        Assert.Equal(
            ["schemas.lock.json", "schemas/fal.lock.json"],
            JsonNode.Parse(run.Output)!["Items"]!["AdditionalFiles"]!.AsArray()
                .Where(item => (string?)item!["ModelSchemaKind"] == "Lock")
                .Select(item => Path.GetRelativePath(_folder.Path, (string)item!["Identity"]!).Replace('\\', '/'))
                .Order(StringComparer.Ordinal));
    }

    private void Write(string name, string text)
    {
        var path = _folder.File(name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }
}
