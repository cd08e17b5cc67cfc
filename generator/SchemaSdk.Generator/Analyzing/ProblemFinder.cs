using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using SchemaSdk.Generator.Reading;
using SchemaSdk.Schemas.Dialect;
using SchemaSdk.Schemas.Model;
using SchemaSdk.Schemas.Parsing;
using SchemaSdk.Schemas.Problems;
using SchemaSdk.Schemas.Values;

namespace SchemaSdk.Generator.Analyzing;

/// <summary>Finds all problems of a set of files: what the generator's steps find one by one.</summary>
/// <remarks>Safe for use by several threads. A file is parsed once as long as the editor keeps its text.</remarks>
internal sealed class ProblemFinder
{
    private readonly TextCache<SchemaFile, ParsedSchema> _schemas = new(file => SchemaParser.Parse(SchemaNormalizer.Normalize(file)));
    private readonly TextCache<ReferenceFile, EquatableArray<Problem>> _references = new(SchemaNormalizer.Check);

    /// <summary>Finds the problems of a project.</summary>
    /// <param name="compilation">The project.</param>
    /// <param name="files">Its additional files, schemas or not.</param>
    /// <param name="options">Its properties, and its files' metadata.</param>
    /// <param name="cancellationToken">Ends the finding.</param>
    public IReadOnlyList<Problem> Find(
        Compilation compilation, ImmutableArray<AdditionalText> files, AnalyzerConfigOptionsProvider options, CancellationToken cancellationToken)
    {
        var problems = new List<Problem>();
        var references = Read(files, file => SchemaFileReader.TryReadReference(file, options, cancellationToken));
        problems.AddRange(references.SelectMany(file => _references.Of(file.Text.GetText(cancellationToken), file.Read)));
        var index = ReferenceIndex.Build(references.Select(file => file.Read));
        var patches = PatchIndex.Build(Read(files, file => SchemaFileReader.TryReadPatch(file, options, cancellationToken)).Select(file => file.Read));

        var schemas = new List<ParsedSchema>();
        foreach (var (text, file) in Read(files, file => SchemaFileReader.TryRead(file, options, cancellationToken)))
        {
            cancellationToken.ThrowIfCancellationRequested();
            schemas.Add(_schemas.Of(text.GetText(cancellationToken), index.Link(patches.Link(file))));
        }

        problems.AddRange(schemas.SelectMany(schema => schema.Problems));
        problems.AddRange(patches.Unused(schemas.Select(schema => (schema.File.ModelId, schema.File.Role))));
        problems.AddRange(OfProject(schemas, ClientOptionsReader.Read(options.GlobalOptions), ProjectReader.Read(compilation, options)));
        return problems;
    }

    private static List<(AdditionalText Text, TFile Read)> Read<TFile>(ImmutableArray<AdditionalText> files, Func<AdditionalText, TFile?> read)
        where TFile : class => [.. files.Select(file => (file, read(file))).Where(file => file.Item2 is not null).Select(file => (file.file, file.Item2!))];

    private static IEnumerable<Problem> OfProject(List<ParsedSchema> schemas, ClientOptions client, ProjectModel project)
    {
        var inputs = schemas.Where(schema => schema.File.Role == SchemaRole.Input).ToList();
        var outputs = OutputIndex.Build(schemas.Where(schema => schema.File.Role == SchemaRole.Output));
        var tree = ModelTree.Build(inputs.Where(input => input.Shape is not null).Select(input => (input.File.ModelId!, input.File.Path, input.Name)), client.Name);
        return outputs.Duplicates()
            .Concat(tree.Clashes)
            .Concat(inputs.Select(input => EndpointJoin.Join(input, tree, outputs, client).Problem).OfType<Problem>())
            .Concat(project.Problems(tree));
    }
}
