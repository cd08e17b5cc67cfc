using SchemaSdk.Schemas.Dialect;
using SchemaSdk.Schemas.Model;
using SchemaSdk.Schemas.Problems;
using SchemaSdk.Schemas.Values;

namespace SchemaSdk.Schemas.Compiling;

/// <summary>Compiles the schema files of a project outside the generator's pipeline.</summary>
/// <param name="parse">
/// Parses a schema, which is already linked with its patch and references. Either <see cref="SchemaSteps.Parse"/> or a cache of its
/// results.
/// </param>
/// <param name="check">Checks a reference file. Either <see cref="SchemaSteps.Check"/> or a cache of its results.</param>
internal sealed class SchemaCompiler(Func<SchemaFile, ParsedSchema> parse, Func<ReferenceFile, EquatableArray<Problem>> check)
{
    public static CompiledProject Compile(ProjectFiles files, ClientOptions client, CancellationToken cancellationToken = default) =>
        new SchemaCompiler(SchemaSteps.Parse, SchemaSteps.Check).Run(files, client, cancellationToken);

    public CompiledProject Run(ProjectFiles files, ClientOptions client, CancellationToken cancellationToken)
    {
        var problems = files.References.SelectMany(file => check(file)).ToList();
        var locks = files.Locks.Select(SchemaSteps.ReadLock).ToList();
        var sides = SideFiles.Of(files, locks);
        var schemas = new List<ParsedSchema>();
        foreach (var file in files.Schemas)
        {
            cancellationToken.ThrowIfCancellationRequested();
            schemas.Add(parse(sides.Link(file)));
        }

        problems.AddRange(schemas.SelectMany(schema => schema.Problems));
        problems.AddRange(sides.Patches.Unused(files.Schemas.Select(SchemaKey.Of)));
        var outputs = SchemaSteps.Outputs(schemas.Where(schema => schema.File.Role == SchemaRole.Output));
        problems.AddRange(locks.SelectMany(kept => kept.Problems));
        var trees = SchemaSteps.Trees(schemas.Where(SchemaSteps.IsModel).Select(SchemaSteps.Named), client, locks);
        var clients = SchemaSteps.Clients(trees, client);
        var joined = schemas
            .Where(schema => schema.File.Role == SchemaRole.Input)
            .Select(input => SchemaSteps.Join(input, clients, outputs))
            .ToList();
        problems.AddRange(outputs.Duplicates());
        problems.AddRange(trees.SelectMany(tree => tree.Tree.Clashes));
        problems.AddRange(clients.Clashes);
        problems.AddRange(joined.Select(input => input.Problem).OfType<Problem>());
        return new CompiledProject(clients, [.. joined.Select(input => input.Endpoint).OfType<EndpointModel>()], problems);
    }
}
