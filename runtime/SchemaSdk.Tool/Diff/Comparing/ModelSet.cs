using SchemaSdk.Schemas.Compiling;
using SchemaSdk.Schemas.Dialect;
using SchemaSdk.Schemas.Keywords;
using SchemaSdk.Schemas.Model;
using SchemaSdk.Schemas.Reading;
using SchemaSdk.Schemas.Text;
using SchemaSdk.Tool.Diff.Surfaces;

namespace SchemaSdk.Tool.Diff.Comparing;

/// <summary>The models in one of the two folders that are compared.</summary>
internal sealed class ModelSet
{
    private readonly Dictionary<string, SchemaFile> _inputs;
    private readonly Dictionary<string, SchemaFile> _outputs;
    private readonly Dictionary<string, EndpointModel> _models;
    private readonly Dictionary<string, NormalizedSchema> _normalized = new(StringComparer.Ordinal);

    internal ModelSet(ProjectFiles files, ClientOptions client, CancellationToken stop)
    {
        var sides = SchemaSteps.Sides(files);
        var linked = files.Schemas.Select(sides.Link).ToList();
        _inputs = ById(linked, SchemaRole.Input);
        _outputs = ById(linked, SchemaRole.Output);
        _models = SchemaCompiler.Compile(files, client, stop).Models.ToDictionary(model => model.Path.Id, StringComparer.Ordinal);
    }

    internal IReadOnlyCollection<string> Ids => _inputs.Keys;

    internal SchemaFile InputOf(string id) => _inputs[id];

    /// <summary>
    /// Returns true if the model and all models below it are marked as retired. Only then does use of the model cause a compiler warning or
    /// error, because callers reach the models below through the model's property.
    /// </summary>
    internal bool IsAnnounced(string id) => Normalize(InputOf(id)).Root?[OwnKeyword.Retired] is not null
        && Below(id).All(static model => model.Input.Retirement is not null);

    /// <summary>
    /// Returns true if all models below a model have the stage <c>error</c>. Only then does the model's own stage take effect.
    /// </summary>
    internal bool TakesError(string id) => Below(id).All(static model => model.Input.Retirement is { IsError: true });

    private IEnumerable<EndpointModel> Below(string id) =>
        _models.Values.Where(model => model.Path.Id.StartsWith(id + "/", StringComparison.Ordinal));

    /// <summary>Returns a model's own output schema, or else that of the nearest outer folder; null if neither exists.</summary>
    internal SchemaFile? OutputOf(string id)
    {
        for (; ; id = id[..Math.Max(0, id.LastIndexOf('/'))])
        {
            if (_outputs.TryGetValue(id, out var file) || id.Length == 0)
            {
                return file;
            }
        }
    }

    internal NormalizedSchema Normalize(SchemaFile file)
    {
        if (!_normalized.TryGetValue(file.Path, out var schema))
        {
            _normalized.Add(file.Path, schema = SchemaSteps.Normalize(file));
        }

        return schema;
    }

    internal ModelMembers MembersOf(string id, Direction direction) => _models.TryGetValue(id, out var model)
        ? new ModelMembers($"{model.Path.TypeName}{direction}", ShapeOf(model, direction))
        : new ModelMembers(id, null);

    /// <summary>Returns the C# path from the client to a model, as callers write it; null if the model has no generated code.</summary>
    internal string? PathOf(string id) => _models.TryGetValue(id, out var model) ? string.Join('.', model.Path.Names) : null;

    /// <summary>Returns the types that callers can use for an input or output; null if the model has no generated code.</summary>
    /// <param name="id">The id of the model.</param>
    /// <param name="direction">Input or output.</param>
    /// <param name="type">The name of the outermost type.</param>
    internal ClientSurface? SurfaceOf(string id, Direction direction, string type) =>
        _models.TryGetValue(id, out var model) && ShapeOf(model, direction) is { } shape
            ? new ClientSurface(type, shape, direction == Direction.Input)
            : null;

    private static Shape? ShapeOf(EndpointModel model, Direction direction) =>
        direction == Direction.Input ? model.Input.Shape : model.Output?.Shape;

    internal static FilePlace StartOf(SchemaFile file) => new(file.Path, SourceSpan.FileStart);

    private static Dictionary<string, SchemaFile> ById(IEnumerable<SchemaFile> files, SchemaRole role) => files
        .Where(file => file.Role == role && file.ModelId is not null)
        .GroupBy(file => file.ModelId!, StringComparer.Ordinal)
        .ToDictionary(same => same.Key, same => same.OrderBy(file => file.Path, StringComparer.Ordinal).First(), StringComparer.Ordinal);
}
