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
    /// The view of the schema as it is being simplified, which pointers lead into; null while they lead into the normalized schema.
    /// </summary>
    public JsonObject? View
    {
        get => _written.View;
        set => _written.View = value;
    }

    /// <summary>True if the file describes an input, which is checked.</summary>
    public bool IsOfInput => schema.File.Role == SchemaRole.Input;

    /// <summary>Notes that the generator failed.</summary>
    /// <param name="error">What was thrown.</param>
    public void AddFailure(Exception error) =>
        Add(ProblemKinds.Failed, "", _written.PlaceOf(""), [ProblemKinds.Thrown(error)]);

    /// <summary>Notes a problem.</summary>
    /// <param name="kind">Which one; its holes are the model id, the pointer, and the others.</param>
    /// <param name="pointer">Where.</param>
    /// <param name="arguments">What fills the other holes.</param>
    public void Add(ProblemKind kind, string pointer, params string[] arguments) =>
        Add(kind, pointer, _written.PlaceOf(pointer), [_written.Of(pointer), .. arguments]);

    /// <summary>
    /// Notes a problem that one keyword of a schema makes: it is told at the schema, but at the keyword where that came from a patch.
    /// </summary>
    /// <param name="kind">Which one; its holes are the model id, the pointer of the schema, and the others.</param>
    /// <param name="pointer">The schema.</param>
    /// <param name="keyword">The keyword.</param>
    /// <param name="arguments">What fills the other holes.</param>
    public void AddOf(ProblemKind kind, string pointer, string keyword, params string[] arguments)
    {
        var (place, cause) = (_written.PlaceOf(pointer), _written.PlaceOf(JsonPointer.Append(pointer, keyword)));
        Add(
            kind,
            pointer,
            cause.Path is not null && place is { Path: null, Target: null } ? cause : place,
            [_written.Of(pointer), .. arguments]);
    }

    /// <summary>Notes a problem of a schema that one part of it makes: it is told at that part.</summary>
    /// <param name="kind">Which one; its holes are the model id, the pointer of the schema, and the others.</param>
    /// <param name="pointer">The schema.</param>
    /// <param name="part">The way from the schema to the part.</param>
    /// <param name="arguments">What fills the other holes.</param>
    public void AddIn(ProblemKind kind, string pointer, string[] part, params string[] arguments) =>
        Add(kind, pointer, _written.PlaceOf(part.Aggregate(pointer, JsonPointer.Append)), [_written.Of(pointer), .. arguments]);

    /// <summary>Notes a problem of a schema to which a reference led: it is told at the reference, with the place of the schema.</summary>
    /// <param name="kind">Which one; its holes are the model id, the pointer of the reference, and the others.</param>
    /// <param name="reference">The reference.</param>
    /// <param name="pointer">The schema, or a part of it.</param>
    /// <param name="arguments">What fills the other holes.</param>
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
    /// <param name="pointer">Where in the normalized schema.</param>
    public FilePlace Place(string pointer)
    {
        var place = _written.PlaceOf(pointer);
        return new FilePlace(place.Path ?? schema.File.Path, place.Place);
    }

    /// <summary>Returns true if something was noted for exactly this place. Its consequences then need not be reported as well.</summary>
    /// <param name="pointer">Where.</param>
    public bool HasAt(string pointer) => _pointers.Contains(pointer);

    /// <summary>Returns the state of the notes, to come back to.</summary>
    public (Problem[] Problems, string[] Pointers) Save() => ([.. _problems], [.. _pointers]);

    /// <summary>Forgets what was noted since.</summary>
    /// <param name="saved">What <see cref="Save"/> gave.</param>
    public void Restore((Problem[] Problems, string[] Pointers) saved)
    {
        _problems.Clear();
        _problems.AddRange(saved.Problems);
        _pointers.Clear();
        _pointers.UnionWith(saved.Pointers);
    }

    /// <summary>Everything noted so far.</summary>
    public EquatableArray<Problem> ToArray() => _problems.Distinct().ToEquatableArray();

    private void Add(ProblemKind kind, string pointer, PartPlace place, string[] arguments)
    {
        _pointers.Add(pointer);
        var shown = arguments.Select(argument => ForeignReferences.Shown(argument, schema.File.References.Select(file => file.Name)));
        var problem = Problem.At(kind, place.Path ?? schema.File.Path, place.Place, [schema.File.ModelId ?? "", .. shown]);
        _problems.Add(problem with { Target = place.Target });
    }
}
