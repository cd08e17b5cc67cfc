using System.Collections.Concurrent;
using System.Net.Http.Headers;
using Microsoft.CodeAnalysis;
using SchemaSdk.Schemas.Compiling;
using SchemaSdk.Tool.Calling;
using SchemaSdk.Tool.Docs.Examples;
using SchemaSdk.Tool.Docs.Site;
using SchemaSdk.Tool.Run.Inputs;
using SchemaSdk.Tool.SchemaFolders.Reading;
using Xunit.Abstractions;

namespace SchemaSdk.Tool.Tests.Docs;

/// <summary>Uses the emulator and the compiler to check the examples on the model pages of a site.</summary>
public class ExampleTests(ITestOutputHelper output)
{
    private static readonly string ReadyMadeFolder = Path.GetFullPath(Path.Combine(CorpusFolder.Own, "../../schemas"));

    // A schema with the values that are the hardest to write as code.
    private static readonly string ValuesFolder = SourceTree.PathOf("tests/SchemaSdk.Tool.Tests/Docs/Values");

    private static readonly ConcurrentDictionary<string, List<SiteModel>> Compiled = new();

    public static TheoryData<string> Folders =>
    [
        .. Directory.GetDirectories(CorpusFolder.Own),
        ReadyMadeFolder,
        ValuesFolder,
        .. FullRun.IsOn && CorpusFolder.Others is { } others ? new[] { Path.Combine(others, "runcomfy") } : [],
    ];

    [Theory]
    [MemberData(nameof(Folders))]
    public async Task The_service_accepts_every_example(string folder)
    {
        var models = ModelsOf(folder);
        await using var emulator = ModelEmulator.FromFolder(folder);
        using var http = new HttpClient(emulator.CreateHandler()) { BaseAddress = emulator.Address };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", emulator.Token);

        var refused = new List<string>();
        foreach (var model in models.Where(model => model.Example is not null))
        {
            using var body = new StringContent(model.Example!.ToJsonString(), Encoding.UTF8, "application/json");
            using var answer = await http.PostAsync(new Uri($"v1/models/{model.Id}", UriKind.Relative), body);

            // HTTP 500 means that the emulator could not read the schema, so it has not checked the input.
            if ((int)answer.StatusCode is not (200 or 500))
            {
                refused.Add($"{model.Id}: {await answer.Content.ReadAsStringAsync()}");
            }
        }

        var without = models.Where(model => model.Example is null).Select(model => model.Id).ToList();
        output.WriteLine($"{models.Count} models, {without.Count} without an example: {string.Join(", ", without)}");
        Assert.Empty(refused);
        Assert.True(without.Count * 20 <= models.Count, "More than one model in twenty has no example.");
    }

    [Theory]
    [MemberData(nameof(Folders))]
    public void Every_call_compiles_with_the_generated_client(string folder)
    {
        var all = ModelsOf(folder).Where(model => model.Call is not null).ToList();
        var models = FullRun.SampleOf(all, n: all.Count > 50 ? 5 : 1).ToList();
        var calls = models.Select((model, number) => Wrap(model.Call!, number));
        var (client, _) = GeneratedClient.Compile(folder, TextsOf(folder, models), [.. calls]);

        var errors = client.GetDiagnostics().Where(found => found.Severity == DiagnosticSeverity.Error).Take(20).ToList();
        output.WriteLine($"{models.Count} calls");
        Assert.NotEmpty(models);
        Assert.Empty(errors);
    }

    [Theory]
    [InlineData("schemas")]
    [InlineData("tests/SchemaSdk.Tool.Tests/Docs/Values")]
    [Trait("Size", "Full")]
    public async Task Every_call_in_FSharp_compiles_without_a_warning(string path)
    {
        var schemas = SourceTree.PathOf(path);
        var calls = ModelsOf(schemas).Select((model, number) =>
        {
            var lines = CSharpCall.InFSharp(model.Endpoint, model.Example!)!.Split('\n');
            var opens = lines.Count(line => line.StartsWith("open ", StringComparison.Ordinal));
            return $"\nmodule Call{number} =\n    {string.Join("\n    ", lines.Take(opens))}\n"
                + $"    let run () =\n        {string.Join("\n        ", lines.Skip(opens))}\n";
        });
        using var folder = new TemporaryFolder();
        var (client, _) = GeneratedClient.Compile(schemas, GeneratedClient.TextsOf(schemas));
        var sources = client.SyntaxTrees.Select(static tree => $"{tree}");
        await WriteProjectAsync(folder, "Client.csproj", sources, "");
        await WriteProjectAsync(
            folder,
            "Calls.fsproj",
            [$"namespace Calls\n{string.Concat(calls)}"],
            """<ProjectReference Include="../Client/Client.csproj" />""");

        var build = await RunningProcess.RunAsync("dotnet", ["build", "--nologo", "-v", "quiet", folder.File("Calls")]);

        Assert.True(build.ExitCode == 0, $"{build}");
    }

    [Fact]
    public void A_call_in_FSharp_has_the_items_of_a_list_below_each_other()
    {
        var model = Assert.Single(ModelsOf(ValuesFolder));

        Assert.Contains(
            """
                    Images = [|
                        ModelFile.op_Implicit "https://example.com/image.png"
                        ModelFile.op_Implicit "https://example.com/image.png" |],
            """.ReplaceLineEndings("\n"),
            CSharpCall.InFSharp(model.Endpoint, model.Example!),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Every_command_line_makes_the_input_of_the_example()
    {
        foreach (var model in ModelsOf(ReadyMadeFolder).Where(model => model.Example is not null))
        {
            var draft = new InputDraft(new CallableModel(model.Endpoint.Input), static path => path);
            foreach (var typed in CommandCall.Of(model.Id, model.Example!).Split(" \\\n  -i ").Skip(1))
            {
                // Remove the quotes, as a shell does.
                draft.Add(string.Join('\'', typed.Split(@"'\''").Select(static part => part.Replace("'", "", StringComparison.Ordinal))));
            }

            Assert.Empty(draft.Faults);
            Assert.Equal(model.Example!.ToJsonString(), draft.Input.ToJsonString());
        }
    }

    [Theory]
    [InlineData("kling/kling-3.0/pro/text-to-video", "result.Output.Video")]
    [InlineData("bytedance/seedance-2.0/pro", "result.Output.Video")]
    [InlineData("bytedance/seedance-2.5/first-last-frame/480p", "result.Output.Video")]
    [InlineData("google/nano-banana-2-lite/edit", "result.Output.Image")]
    [InlineData("openai/gpt-image-2.5/flare/edit", "result.Output.Image")]
    [InlineData("elevenlabs/elevenlabs/music-generation", "result.Output")]
    public void A_call_prints_the_output_file(string id, string printed)
    {
        var call = Assert.Single(ModelsOf(ReadyMadeFolder), model => model.Id == id).Call!;

        Assert.EndsWith($"Console.WriteLine({printed});", call, StringComparison.Ordinal);
    }

    private static async Task WriteProjectAsync(TemporaryFolder folder, string name, IEnumerable<string> sources, string more)
    {
        var home = Directory.CreateDirectory(folder.File(Path.GetFileNameWithoutExtension(name))).FullName;
        var files = sources.Select((text, number) => (Name: $"{number}.{Path.GetExtension(name)[1..3]}", Text: text)).ToList();
        foreach (var file in files)
        {
            await File.WriteAllTextAsync(Path.Combine(home, file.Name), file.Text);
        }

        var references = new[] { typeof(ModelFile), typeof(CompilerServices.MemberNames) }
            .Select(static type => $"""<Reference Include="{type.Assembly.Location}" />""");
        await File.WriteAllTextAsync(Path.Combine(home, name), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework><EnableDefaultItems>false</EnableDefaultItems>
                <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
              </PropertyGroup>
              <ItemGroup>{string.Concat(files.Select(static file => $"""<Compile Include="{file.Name}" />"""))}</ItemGroup>
              <ItemGroup>{string.Concat(references)}{more}</ItemGroup>
            </Project>
            """);
    }

    // Many programs are compiled together, so each one becomes a method.
    private static string Wrap(string call, int number)
    {
        var lines = call.Split('\n');
        var usings = lines.TakeWhile(line => line.StartsWith("using ", StringComparison.Ordinal)).ToList();
        return $$"""
            using System;
            {{string.Join('\n', usings)}}
            static class Call{{number}}
            {
                static async System.Threading.Tasks.Task RunAsync()
                {
            {{string.Join('\n', lines.Skip(usings.Count))}}
                }
            }
            """;
    }

    private static List<SiteModel> ModelsOf(string folder) => Compiled.GetOrAdd(folder, static folder =>
    [
        .. SchemaCompiler.Compile(FolderReading.Read(folder, default), FolderClient.Usual).Models
            .Select(model => SiteModel.Make(model, entry: null)),
    ]);

    // Returns the schemas of the models, and the reference files that several models share.
    private static IEnumerable<SchemaText> TextsOf(string folder, IEnumerable<SiteModel> models)
    {
        var others = ModelsOf(folder).Except(models)
            .Select(model => Path.GetFullPath(Path.Combine(folder, model.Id, "input.json"))).ToHashSet();
        return GeneratedClient.TextsOf(folder).Where(text => !others.Contains(text.Path));
    }
}
