using Microsoft.CodeAnalysis;
using SchemaSdk.Generator.Reading;
using SchemaSdk.Generator.Tests.Harness;
using SchemaSdk.Schemas.Compiling;
using SchemaSdk.Schemas.Model;

namespace SchemaSdk.Generator.Tests;

/// <summary>One call of the core must give the same result as the generator's steps.</summary>
public class CompileTests
{
    public static TheoryData<string> Cases => [.. CaseFolder.Names];

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
}
