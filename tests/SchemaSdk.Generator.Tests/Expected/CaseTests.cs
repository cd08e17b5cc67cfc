using SchemaSdk.Generator.Reading;
using SchemaSdk.Schemas.Compiling;
using SchemaSdk.Schemas.Model;

namespace SchemaSdk.Generator.Tests;

/// <summary>Tests that the schemas in each folder of Cases result in the code and the diagnostics that the folder expects.</summary>
public class CaseTests
{
    public static TheoryData<string> Cases => [.. CaseFolder.Names];

    [Theory]
    [MemberData(nameof(Cases))]
    public Task A_project_of_NET_8_in_the_oldest_language_has_the_expected_text_and_no_warning(string name) =>
        CompileAsync(name, Compiler.Languages[0], Corpus.References.Net8);

    // Only this test compares whole files. The expected text of every other case has only the differences from the files of this model,
    // without hashes.
    [Fact]
    public void The_plain_model_has_exactly_the_expected_files()
    {
        var folder = new CaseFolder("plain");
        folder.UpdateIfAsked();

        Assert.Equal(CaseFolder.PlainSources, GeneratorRun.Over([.. folder.Schemas]).Sources);
    }

    [Theory]
    [Trait("Size", "Full")]
    [MemberData(nameof(Cases))]
    public Task A_project_of_NET_10_in_the_newest_language_has_the_expected_text_and_no_warning(string name) =>
        CompileAsync(name, Compiler.Languages[1], Corpus.References.Net10);

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_second_run_over_equal_files_computes_nothing(string name)
    {
        var run = GeneratorRun.Over([.. new CaseFolder(name).Schemas]);

        run.Reload();

        var reasons = run.ReasonsByStep().SelectMany(step => step.Value).Select(reason => reason.Reason).ToList();
        Assert.NotEmpty(reasons);
        Assert.All(reasons, reason => Assert.True(
            reason is IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged, reason.ToString()));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_compiler_of_the_core_gives_the_models_and_problems_of_the_generator(string name)
    {
        var files = new CaseFolder(name).Schemas;
        var run = GeneratorRun.Over([.. files]);

        var compiled = Compile(files);

        Assert.Equal(
            run.Result.TrackedSteps[Steps.Join]
                .SelectMany(step => step.Outputs)
                .Select(output => ((JoinedSchema)output.Value).Endpoint)
                .OfType<EndpointModel>(),
            compiled.Models);
        Assert.Equal(
            run.Result.Diagnostics.Select(problem => $"{problem.Id} {problem.GetMessage()}").Order(StringComparer.Ordinal),
            compiled.Problems.Select(problem => $"{problem.Id} {problem.Message}").Order(StringComparer.Ordinal));

        // Reading run.Problems also compares the generator's diagnostics with those that an editor shows.
        Assert.Equal(compiled.Problems.Count(), run.Problems.Count);
    }

    [Fact]
    public void A_cancelled_compilation_throws() => Assert.Throws<OperationCanceledException>(() => SchemaCompiler.Compile(
        new ProjectFiles([new SchemaFile("input.json", "acme/a", Schemas.Dialect.SchemaRole.Input, "{}")], [], []),
        new ClientOptions("Client", "Acme", "public", ""),
        new CancellationToken(canceled: true)));

    private static CompiledProject Compile(IReadOnlyList<SchemaText> files)
    {
        var options = new BuildOptions(BuildOptions.Defaults);
        return SchemaCompiler.Compile(
            new ProjectFiles(
                Read(files, file => SchemaFileReader.TryRead(file, options, CancellationToken.None)),
                Read(files, file => SchemaFileReader.TryReadPatch(file, options, CancellationToken.None)),
                Read(files, file => SchemaFileReader.TryReadReference(file, options, CancellationToken.None))),
            ClientOptionsReader.Read(options.GlobalOptions));
    }

    private static IReadOnlyList<TFile> Read<TFile>(IEnumerable<AdditionalText> files, Func<AdditionalText, TFile?> read)
        where TFile : class => [.. files.Select(read).OfType<TFile>()];

    private static Task CompileAsync(string name, LanguageVersion language, IEnumerable<MetadataReference> references)
    {
        var folder = new CaseFolder(name);
        folder.UpdateIfAsked();
        return new TestedProject(folder, language, references).RunAsync();
    }
}
