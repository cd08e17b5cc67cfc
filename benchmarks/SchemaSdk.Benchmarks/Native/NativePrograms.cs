using System.Diagnostics;
using SchemaSdk.Benchmarks.Generating;

namespace SchemaSdk.Benchmarks.Native;

/// <summary>
/// Publishes the compared programs as native code. They are the package tests' programs, but use the sources of SchemaSdk
/// instead of its package.
/// </summary>
internal sealed class NativePrograms(string folder)
{
    private const string Package = """<PackageReference Include="SchemaSdk" Version="$(SchemaSdkVersion)" />""";

    private const string Start = """<Project Sdk="Microsoft.NET.Sdk">""";

    private const string End = "</Project>";

    private static readonly string Repository = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "../../../../.."));

    private static readonly string Used = Path.Combine("kling", "kling-3.0", "pro", "text-to-video");

    internal async Task<IReadOnlyList<NativeProgram>> PublishAsync()
    {
        // Without these empty files, MSBuild would import the repository's files.
        foreach (var file in (string[])["Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props"])
        {
            await File.WriteAllTextAsync(Path.Combine(folder, file), "<Project />");
        }

        var bare = Project("NativeBare", "bare");
        var one = Project("Native", "one");
        var many = Project("Native", "many");
        CopyModels(Path.Combine(CorpusModels.Folder, "runcomfy"), many);
        return
        [
            new(NativeProgram.Bare, await PublishAsync(bare, "NativeBare")),
            new(NativeProgram.One, await PublishAsync(one, "Native")),
            new(NativeProgram.Many, await PublishAsync(many, "Native")),
        ];
    }

    private string Project(string name, string project)
    {
        var to = Path.Combine(folder, project);
        Directory.CreateDirectory(to);
        foreach (var file in Directory.GetFiles(Path.Combine(Repository, "tests/SchemaSdk.Repository.Tests/Package/Consumers", name)))
        {
            var text = File.ReadAllText(file);
            File.WriteAllText(
                Path.Combine(to, Path.GetFileName(file)),
                text.Contains(Package, StringComparison.Ordinal) ? WithSources(text) : text);
        }

        if (name == "Native")
        {
            CopyModels(Path.Combine(Repository, "schemas", Used), to, Used);
        }

        return to;
    }

    private static string WithSources(string project) => project
        .Replace(Start, Start + Import("props"), StringComparison.Ordinal)
        .Replace(Package, References(), StringComparison.Ordinal)
        .Replace(End, Import("targets") + End, StringComparison.Ordinal);

    private static string References() =>
        $"""
        <ProjectReference Include="{Path.Combine(Repository, "runtime/SchemaSdk/SchemaSdk.csproj")}" />
        <ProjectReference Include="{Path.Combine(Repository, "runtime/SchemaSdk.Json/SchemaSdk.Json.csproj")}" />
        <Analyzer Include="{Beside("SchemaSdk.Generator.dll")};{Beside("SchemaSdk.Schemas.dll")}" />
        """;

    private static string Import(string kind) =>
        $"<Import Project=\"{Path.Combine(Repository, "runtime/SchemaSdk/build", "SchemaSdk." + kind)}\" />";

    private static string Beside(string file) => Path.Combine(AppContext.BaseDirectory, file);

    private static void CopyModels(string from, string project, string below = "")
    {
        foreach (var file in Directory.GetFiles(from, "*.json", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(project, "schemas", below, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            if (!File.Exists(copy))
            {
                File.Copy(file, copy);
            }
        }
    }

    private static async Task<string> PublishAsync(string project, string name)
    {
        var start = new ProcessStartInfo("dotnet", ["publish", "-c", "Release", "-o", "out", "-v:q"])
        {
            WorkingDirectory = project,
            RedirectStandardOutput = true,
        };
        using var publish = Process.Start(start) ?? throw new InvalidOperationException("dotnet did not start.");
        var output = await publish.StandardOutput.ReadToEndAsync();
        await publish.WaitForExitAsync();
        return publish.ExitCode == 0
            ? Path.Combine(project, "out", OperatingSystem.IsWindows() ? $"{name}.exe" : name)
            : throw new InvalidOperationException($"{project} was not published: {output[..Math.Min(output.Length, 2_000)]}");
    }
}
