using SchemaSdk.Schemas.Dialect;
using SchemaSdk.Schemas.Json;
using SchemaSdk.Schemas.Problems;
using SchemaSdk.Schemas.Text;
using SchemaSdk.Schemas.Values;

namespace SchemaSdk.Schemas.Reading;

/// <summary>Collects the problems of one file, each at the place of a JSON pointer.</summary>
/// <param name="schema">The file.</param>
internal sealed class ProblemList(NormalizedSchema schema)
{
    private readonly List<Problem> _problems = [.. schema.Problems];
    private readonly HashSet<string> _pointers = new(StringComparer.Ordinal);
    private readonly WrittenPointers _written = new(schema);

    /// <summary>
    /// The view that is being simplified, if pointers lead into it; null while they lead into the normalized schema.
    /// </summary>
    public JsonObject? View
    {
        get => _written.View;
        set => _written.View = value;
    }

    /// <summary>True if the file describes an input, which is checked.</summary>
    public bool IsOfInput => schema.File.Role == SchemaRole.Input;

    /// <summary>Adds the problem that the generator failed.</summary>
    /// <param name="error">What was thrown.</param>
    public void AddFailure(Exception error) =>
        Add(ProblemKinds.Failed, "", _written.PlaceOf(""), [ProblemKinds.Thrown(error)]);

    /// <summary>Adds a problem.</summary>
    /// <param name="kind">The kind, whose placeholders are the model id, the pointer, and the others.</param>
    /// <param name="pointer">Where.</param>
    /// <param name="arguments">The arguments for the other placeholders.</param>
    public void Add(ProblemKind kind, string pointer, params string[] arguments) =>
        Add(kind, pointer, _written.PlaceOf(pointer), [_written.Of(pointer), .. arguments]);

    /// <summary>
    /// Adds a problem that one keyword of a schema causes. It is reported at the schema, or at the keyword if that came from a patch.
    /// </summary>
    /// <param name="kind">The kind, whose placeholders are the model id, the pointer of the schema, and the others.</param>
    /// <param name="pointer">The schema.</param>
    /// <param name="keyword">The keyword.</param>
    /// <param name="arguments">The arguments for the other placeholders.</param>
    public void AddOf(ProblemKind kind, string pointer, string keyword, params string[] arguments)
    {
        var (place, cause) = (_written.PlaceOf(pointer), _written.PlaceOf(JsonPointer.Append(pointer, keyword)));
        Add(
            kind,
            pointer,
            cause.Path is not null && place is { Path: null, Target: null } ? cause : place,
            [_written.Of(pointer), .. arguments]);
    }

    /// <summary>Adds a problem of a schema that one part of it causes. It is reported at that part.</summary>
    /// <param name="kind">The kind, whose placeholders are the model id, the pointer of the schema, and the others.</param>
    /// <param name="pointer">The schema.</param>
    /// <param name="part">The way from the schema to the part.</param>
    /// <param name="arguments">The arguments for the other placeholders.</param>
    public void AddIn(ProblemKind kind, string pointer, string[] part, params string[] arguments) =>
        Add(kind, pointer, _written.PlaceOf(part.Aggregate(pointer, JsonPointer.Append)), [_written.Of(pointer), .. arguments]);

    /// <summary>
    /// Adds a problem of a schema that was reached through a reference. It is reported at the reference, with the place of the schema.
    /// </summary>
    /// <param name="kind">The kind, whose placeholders are the model id, the pointer of the reference, and the others.</param>
    /// <param name="reference">The reference.</param>
    /// <param name="pointer">The schema, or a part of it.</param>
    /// <param name="arguments">The arguments for the other placeholders.</param>
    public void AddReferred(ProblemKind kind, string reference, string pointer, params string[] arguments)
    {
        var target = _written.PlaceOf(pointer);
        var place = _written.PlaceOf(reference) with
        {
            Target = target.Target ?? new FilePlace(target.Path ?? schema.File.Path, target.Place)
        };
        Add(kind, reference, place, [_written.Of(reference), .. arguments]);
    }

    /// <summary>The place of a value: in the schema or its patch.</summary>
    /// <param name="pointer">A pointer into the normalized schema.</param>
    public FilePlace Place(string pointer)
    {
        var place = _written.PlaceOf(pointer);
        return new FilePlace(place.Path ?? schema.File.Path, place.Place);
    }

    /// <summary>Returns true if exactly this place has a problem already, so its consequences need not be reported too.</summary>
    /// <param name="pointer">Where.</param>
    public bool HasAt(string pointer) => _pointers.Contains(pointer);

    /// <summary>Saves the current problems for <see cref="Restore"/>.</summary>
    public (Problem[] Problems, string[] Pointers) Save() => ([.. _problems], [.. _pointers]);

    /// <summary>Removes the problems that were added since.</summary>
    /// <param name="saved">The result of <see cref="Save"/>.</param>
    public void Restore((Problem[] Problems, string[] Pointers) saved)
    {
        _problems.Clear();
        _problems.AddRange(saved.Problems);
        _pointers.Clear();
        _pointers.UnionWith(saved.Pointers);
    }

    /// <summary>All problems so far.</summary>
    public EquatableArray<Problem> ToArray() => _problems.Distinct().ToEquatableArray();

    private void Add(ProblemKind kind, string pointer, PartPlace place, string[] arguments)
    {
        _pointers.Add(pointer);
        var shown = arguments.Select(argument => ForeignReferences.Shown(argument, schema.File.References.Select(file => file.Name)));
        var problem = Problem.At(kind, place.Path ?? schema.File.Path, place.Place, [schema.File.ModelId ?? "", .. shown]);
        _problems.Add(problem with { Target = place.Target });
    }
}
