using System.Collections.Immutable;
using SchemaSdk.Benchmarks.Generating;
using SchemaSdk.Schemas.Compiling;
using SchemaSdk.Schemas.Dialect;
using SchemaSdk.Schemas.Model;

namespace SchemaSdk.Benchmarks.Compiling;

/// <summary>Writes the projects to compare: an empty one, and others that all have the same models.</summary>
internal sealed class Contenders(string folder)
{
    internal IReadOnlyList<Contender> Write(ImmutableArray<SchemaText> schemas)
    {
        // Without these empty files, MSBuild would import the repository's files.
        Put("Directory.Build.props", "<Project />");
        Put("Directory.Build.targets", "<Project />");
        Put("Directory.Packages.props", "<Project />");
        return
        [
            Project(Contender.Empty, "empty", "", []),
            Project(Contender.ByHand, "hand", "", Plain(schemas, withContext: false)),
            Project(Contender.Peer, "peer", "", Plain(schemas, withContext: true)),
            Project(Contender.Ours, "ours", References(), schemas.Select(schema => ("schemas/" + schema.Name, schema.Text))),
        ];
    }

    private Contender Project(string name, string project, string items, IEnumerable<(string Path, string Text)> files)
    {
        Put($"{project}/{project}.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              {(items.Length > 0 ? $"<Import Project=\"{Build("SchemaSdk.props")}\" />" : "")}
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <Nullable>enable</Nullable>
                <ImplicitUsings>enable</ImplicitUsings>
                <RootNamespace>Acme.Sdk</RootNamespace>
              </PropertyGroup>
              {items}
            </Project>
            """);
        foreach (var (path, text) in files)
        {
            Put($"{project}/{path}", text);
        }

        return new(name, Path.Combine(folder, project));
    }

    private static string References() =>
        $"""
        <ItemGroup>
          <Reference Include="{Beside("SchemaSdk.dll")};{Beside("SchemaSdk.Json.dll")}" />
          <Analyzer Include="{Beside("SchemaSdk.Generator.dll")};{Beside("SchemaSdk.Schemas.dll")}" />
        </ItemGroup>
        <Import Project="{Build("SchemaSdk.targets")}" />
        """;

    private static string Beside(string file) => Path.Combine(AppContext.BaseDirectory, file);

    private static string Build(string file) =>
        Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "../../../../../runtime/SchemaSdk/build", file));

    private static IEnumerable<(string Path, string Text)> Plain(ImmutableArray<SchemaText> schemas, bool withContext)
    {
        var files = schemas.Select(schema => new SchemaFile(
            schema.Path, schema.ModelId, schema.Kind == "Input" ? SchemaRole.Input : SchemaRole.Output, schema.Text));
        var client = new ClientOptions("PlainClient", "Plain", "public", ClientOptions.UsualService);
        var models = SchemaCompiler.Compile(new ProjectFiles([.. files], [], []), client).Models;
        for (var number = 0; number < models.Count; number++)
        {
            yield return ($"Model{number}.cs", new PlainCode().Write(models[number], number, withContext));
        }
    }

    private void Put(string path, string text)
    {
        var whole = Path.Combine(folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(whole)!);
        File.WriteAllText(whole, text);
    }
}
