using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using SchemaSdk.Generator.Reading;
using SchemaSdk.Schemas.Compiling;
using SchemaSdk.Schemas.Model;
using SchemaSdk.Schemas.Problems;
using SchemaSdk.Schemas.Values;

namespace SchemaSdk.Generator.Analyzing;

/// <summary>
/// Finds all problems in a project in one call, for the analyzer. The generator finds the same problems in separate steps.
/// </summary>
/// <remarks>Thread-safe. A file is parsed again only when the editor replaces its text.</remarks>
internal sealed class ProblemFinder
{
    private readonly TextCache<SchemaFile, ParsedSchema> _schemas = new(SchemaSteps.Parse);
    private readonly TextCache<ReferenceFile, EquatableArray<Problem>> _references = new(SchemaSteps.Check);

    public IReadOnlyList<Problem> Find(
        Compilation compilation,
        ImmutableArray<AdditionalText> files,
        AnalyzerConfigOptionsProvider options,
        CancellationToken cancellationToken)
    {
        var texts = files
            .GroupBy(file => file.Path, StringComparer.Ordinal)
            .ToDictionary(same => same.Key, same => same.First(), StringComparer.Ordinal);
        var compiler = new SchemaCompiler(
            file => _schemas.Of(texts[file.Path].GetText(cancellationToken), file),
            file => _references.Of(texts[file.Path].GetText(cancellationToken), file));
        var compiled = compiler.Run(
            new ProjectFiles(
                Read(files, file => SchemaFileReader.TryRead(file, options, cancellationToken)),
                Read(files, file => SchemaFileReader.TryReadPatch(file, options, cancellationToken)),
                Read(files, file => SchemaFileReader.TryReadReference(file, options, cancellationToken)))
            {
                Locks = Read(files, file => SchemaFileReader.TryReadLock(file, options, cancellationToken)),
            },
            ClientOptionsReader.Read(options.GlobalOptions),
            cancellationToken);
        var services = compiled.Clients.Clients.Select(client => client.Options.GivenService).Distinct();
        var project = ProjectReader.Read(compilation, options, services);
        return [.. compiled.Problems, .. project.Problems(compiled.Clients)];
    }

    private static IReadOnlyList<TFile> Read<TFile>(ImmutableArray<AdditionalText> files, Func<AdditionalText, TFile?> read)
        where TFile : class => [.. files.Select(read).OfType<TFile>()];
}
