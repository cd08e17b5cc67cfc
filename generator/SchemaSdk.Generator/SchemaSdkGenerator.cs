using Microsoft.CodeAnalysis;
using SchemaSdk.Generator.Diagnostics;
using SchemaSdk.Generator.Emitting;
using SchemaSdk.Generator.Reading;
using SchemaSdk.Schemas.Compiling;
using SchemaSdk.Schemas.Dialect;
using SchemaSdk.Schemas.Model;
using SchemaSdk.Schemas.Problems;
using SchemaSdk.Schemas.Text;
using SchemaSdk.Schemas.Values;

namespace SchemaSdk.Generator;

/// <summary>Generates a typed client from the schema files of a project.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class SchemaSdkGenerator : IIncrementalGenerator
{
    /// <inheritdoc />
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var options = context.AnalyzerConfigOptionsProvider
            .Select(static (options, _) => ClientOptionsReader.Read(options.GlobalOptions))
            .WithTrackingName(Steps.Options);

        var references = context.AdditionalTextsProvider
            .Combine(context.AnalyzerConfigOptionsProvider)
            .Select(static (pair, cancellation) => SchemaFileReader.TryReadReference(pair.Left, pair.Right, cancellation))
            .Where(static file => file is not null);

        var index = references
            .Collect()
            .Select(static (files, _) => ReferenceIndex.Build(files!))
            .WithTrackingName(Steps.References);

        // A nightly update changes the lock file but rarely the names in it, so reading only the names keeps the cached results valid.
        var locks = context.AdditionalTextsProvider
            .Combine(context.AnalyzerConfigOptionsProvider)
            .Select(static (pair, cancellation) => SchemaFileReader.TryReadLock(pair.Left, pair.Right, cancellation))
            .Where(static file => file is not null)
            .Select(static (file, _) => SchemaSteps.ReadLock(file!))
            .Collect()
            .Select(static (locks, _) => locks.OrderBy(kept => kept.Lock, StringComparer.Ordinal).ToEquatableArray())
            .WithTrackingName(Steps.Locks);

        // Each file is processed separately, so that adding a model generates code only for that model.
        var files = context.AdditionalTextsProvider
            .Combine(context.AnalyzerConfigOptionsProvider)
            .Select(static (pair, cancellation) => SchemaFileReader.TryRead(pair.Left, pair.Right, cancellation))
            .Where(static file => file is not null)
            .WithTrackingName(Steps.Read);

        var keys = files
            .Select(static (file, _) => SchemaKey.Of(file!))
            .Collect();

        var patches = context.AdditionalTextsProvider
            .Combine(context.AnalyzerConfigOptionsProvider)
            .Select(static (pair, cancellation) => SchemaFileReader.TryReadPatch(pair.Left, pair.Right, cancellation))
            .Where(static file => file is not null)
            .Collect()
            .Select(static (files, _) => PatchIndex.Build(files!))
            .WithTrackingName(Steps.Patches)
            .Combine(keys)
            .Select(static (pair, _) => pair.Left.Beside(pair.Right));

        // Combining a value with the files creates a pair for every file, so first combine all values of the project into one.
        var sideFiles = patches
            .Combine(index)
            .Combine(locks.Select(static (locks, _) => KeptMembers.Of(locks)))
            .Select(static (pair, _) => new SideFiles(pair.Left.Left, pair.Left.Right, pair.Right));

        var schemas = files
            .Combine(sideFiles)
            .Select(static (pair, _) => pair.Right.Link(pair.Left!))
            .WithTrackingName(Steps.Link)
            .Select(static (file, _) => SchemaSteps.Parse(file))
            .WithTrackingName(Steps.Parse);

        var unused = keys
            .Combine(patches)
            .SelectMany(static (pair, _) => pair.Right.Unused(pair.Left))
            .WithTrackingName(Steps.Unused);

        var inputs = schemas.Where(static schema => schema.File.Role == SchemaRole.Input);

        var outputs = schemas
            .Where(static schema => schema.File.Role == SchemaRole.Output)
            .Collect()
            .Select(static (schemas, _) => SchemaSteps.Outputs(schemas))
            .WithTrackingName(Steps.Outputs);

        var trees = schemas
            .Where(static schema => SchemaSteps.IsModel(schema))
            .Select(static (schema, _) => SchemaSteps.Named(schema))
            .Collect()
            .Combine(options.Combine(locks))
            .Select(static (pair, _) => SchemaSteps.Trees(pair.Left, pair.Right.Left, pair.Right.Right))
            .WithTrackingName(Steps.Tree);

        var clients = trees
            .Combine(options)
            .Select(static (pair, _) => SchemaSteps.Clients(pair.Left, pair.Right));

        // A change to one client's models must not cause the other clients to be generated again.
        var client = clients
            .SelectMany(static (clients, _) => clients.Clients)
            .WithTrackingName(Steps.Client);

        var services = clients
            .Select(static (clients, _) => clients.Clients.Select(client => client.Options.GivenService).Distinct().ToEquatableArray());

        var project = context.CompilationProvider
            .Combine(context.AnalyzerConfigOptionsProvider)
            .Combine(services)
            .Select(static (pair, _) => ProjectReader.Read(pair.Left.Left, pair.Left.Right, pair.Right))
            .WithTrackingName(Steps.Project);

        var surroundings = clients
            .Combine(outputs)
            .Select(static (pair, _) => new Surroundings(pair.Left, pair.Right));

        var joined = inputs
            .Combine(surroundings)
            .Select(static (pair, _) => SchemaSteps.Join(pair.Left, pair.Right.Clients, pair.Right.Outputs))
            .WithTrackingName(Steps.Join);

        Report(references.SelectMany(static (file, _) => SchemaSteps.Check(file!)));
        Report(unused);
        Report(locks.SelectMany(static (locks, _) => locks.SelectMany(kept => kept.Problems)));
        Report(schemas.SelectMany(static (schema, _) => schema.Problems));
        Report(outputs.SelectMany(static (index, _) => index.Duplicates().ToEquatableArray()));
        Report(trees.SelectMany(static (trees, _) => trees.SelectMany(tree => tree.Tree.Clashes)));
        Report(clients.SelectMany(static (clients, _) => clients.Clashes));
        Report(joined.Select(static (schema, _) => schema.Problem));
        Report(clients.Combine(project).SelectMany(static (pair, _) => pair.Right.Problems(pair.Left)));
        context.RegisterSourceOutput(
            joined.Select(static (schema, _) => schema.Endpoint).Combine(project),
            static (output, pair) => EmitModel(output, pair.Right.TooOld is null ? pair.Left : null));
        context.RegisterSourceOutput(
            client.Combine(project),
            static (output, pair) => EmitClient(output, pair.Left, pair.Right));

        // In an editor, SchemaSdkAnalyzer reports the problems instead.
        void Report<T>(IncrementalValuesProvider<T> problems) =>
            context.RegisterSourceOutput(problems.Combine(project), static (output, pair) =>
            {
                if (pair is (Problem problem, { IsInEditor: false }))
                {
                    output.ReportDiagnostic(problem.ToDiagnostic());
                }
            });
    }

    private static void EmitModel(SourceProductionContext output, EndpointModel? model)
    {
        if (model is not null && Emit(model, output.AddSource) is { } problem)
        {
            output.ReportDiagnostic(problem.ToDiagnostic());
        }
    }

    /// <summary>Adds a model's code. Returns a failure as a problem, because an exception would stop the whole generator.</summary>
    internal static Problem? Emit(EndpointModel model, Action<string, string> addSource)
    {
        var file = model.Input.File;
        try
        {
            var names = new HintNames(file.Client?.FullName);
            var (code, schemas) = (ModelEmitter.Emit(model), ModelEmitter.EmitSchemas(model));
            addSource(names.Of(model.Path.Id), code);
            addSource(names.OfSchemas(model.Path.Id), schemas);
            return null;
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            return Problem.At(ProblemKinds.Failed, file.Path, SourceSpan.FileStart, model.Path.Id, ProblemKinds.Thrown(error));
        }
    }

    private static void EmitClient(SourceProductionContext output, ClientModel client, ProjectModel project)
    {
        if (client.Tree.Paths.Count > 0 && project.TooOld is null)
        {
            var options = client.Options;
            var names = new HintNames(client.IsOwn ? null : options.FullName);
            options = project.IsUnknown(options) ? options with { Service = "" } : options;
            output.AddSource(names.Client, ClientEmitter.Emit(options, project.HasOwnService(options), client.Tree.Paths));
        }
    }
}
