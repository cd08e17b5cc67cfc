using SchemaSdk.Schemas.Dialect;
using SchemaSdk.Schemas.Json;
using SchemaSdk.Schemas.Problems;
using SchemaSdk.Schemas.Text;
using SchemaSdk.Schemas.Values;

namespace SchemaSdk.Schemas.Reading;

/// <summary>Collects the problems in one file, and finds the file position of each from its JSON pointer.</summary>
internal sealed class ProblemList(NormalizedSchema schema)
{
    private readonly List<Problem> _problems = [.. schema.Problems];
    private readonly HashSet<string> _pointers = new(StringComparer.Ordinal);
    private readonly WrittenPointers _written = new(schema);

    /// <summary>
    /// The copy of the schema from which types are built. Pointers refer to this copy or, if it is null, to the normalized schema.
    /// </summary>
    public JsonObject? View
    {
        get => _written.View;
        set => _written.View = value;
    }

    /// <summary>True if the file describes an input, for which rules are generated.</summary>
    public bool IsOfInput => schema.File.Role == SchemaRole.Input;

    /// <summary>Adds a problem for an exception that made the generator fail on the file.</summary>
    public void AddFailure(Exception error) =>
        Add(ProblemKinds.Failed, "", _written.PlaceOf(""), [ProblemKinds.Thrown(error)]);

    /// <summary>Adds a problem at a pointer. The message's arguments are the model id, the pointer, and the given arguments.</summary>
    public void Add(ProblemKind kind, string pointer, params string[] arguments) =>
        Add(kind, pointer, _written.PlaceOf(pointer), [_written.Of(pointer), .. arguments]);

    /// <summary>
    /// Adds a problem that a keyword of a schema causes. The problem is reported at the schema or, if a patch added the keyword, at the
    /// keyword.
    /// </summary>
    public void AddOf(ProblemKind kind, string pointer, string keyword, params string[] arguments)
    {
        var (place, cause) = (_written.PlaceOf(pointer), _written.PlaceOf(JsonPointer.Append(pointer, keyword)));
        Add(
            kind,
            pointer,
            cause.Path is not null && place is { Path: null, Target: null } ? cause : place,
            [_written.Of(pointer), .. arguments]);
    }

    /// <summary>
    /// Adds a problem that a part of a schema causes, and reports it at that part. <c>part</c> is the path from the schema to the part.
    /// </summary>
    public void AddIn(ProblemKind kind, string pointer, string[] part, params string[] arguments) =>
        Add(kind, pointer, _written.PlaceOf(part.Aggregate(pointer, JsonPointer.Append)), [_written.Of(pointer), .. arguments]);

    /// <summary>
    /// Adds a problem with a schema that a reference points to. Reports it at the reference, together with the position of the schema.
    /// </summary>
    public void AddReferred(ProblemKind kind, string reference, string pointer, params string[] arguments)
    {
        var target = _written.PlaceOf(pointer);
        var place = _written.PlaceOf(reference) with
        {
            Target = target.Target ?? new FilePlace(target.Path ?? schema.File.Path, target.Place)
        };
        Add(kind, reference, place, [_written.Of(reference), .. arguments]);
    }

    /// <summary>Returns the position, in the schema file or its patch, of the value at a pointer.</summary>
    public FilePlace Place(string pointer)
    {
        var place = _written.PlaceOf(pointer);
        return new FilePlace(place.Path ?? schema.File.Path, place.Place);
    }

    /// <summary>Returns true if a problem was reported at exactly this pointer, so its consequences need not be reported.</summary>
    public bool HasAt(string pointer) => _pointers.Contains(pointer);

    /// <summary>Returns a copy of the problems for <see cref="Restore"/>.</summary>
    public (Problem[] Problems, string[] Pointers) Save() => ([.. _problems], [.. _pointers]);

    /// <summary>Removes the problems that were added since <see cref="Save"/>.</summary>
    public void Restore((Problem[] Problems, string[] Pointers) saved)
    {
        _problems.Clear();
        _problems.AddRange(saved.Problems);
        _pointers.Clear();
        _pointers.UnionWith(saved.Pointers);
    }

    public EquatableArray<Problem> ToArray() => _problems.Distinct().ToEquatableArray();

    private void Add(ProblemKind kind, string pointer, PartPlace place, string[] arguments)
    {
        _pointers.Add(pointer);
        var shown = arguments.Select(argument => ForeignReferences.Shown(argument, schema.File.References.Select(file => file.Name)));
        var problem = Problem.At(kind, place.Path ?? schema.File.Path, place.Place, [schema.File.ModelId ?? "", .. shown]);
        _problems.Add(problem with { Target = place.Target });
    }
}
