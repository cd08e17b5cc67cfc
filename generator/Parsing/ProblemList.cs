using Microsoft.CodeAnalysis;
using SchemaSdk.Generator.Diagnostics;
using SchemaSdk.Generator.Dialect;
using SchemaSdk.Generator.Json;
using SchemaSdk.Generator.Model;

namespace SchemaSdk.Generator.Parsing;

/// <summary>Collects the problems of one file, each at the place of a JSON pointer.</summary>
/// <param name="schema">The file.</param>
internal sealed class ProblemList(NormalizedSchema schema)
{
    private readonly List<Problem> _problems = [.. schema.Problems];
    private readonly HashSet<string> _pointers = new(StringComparer.Ordinal);

    /// <summary>Made when first needed: most schemas have no problem.</summary>
    private readonly Lazy<Dictionary<string, PlacedPointer>> _places = new(() => schema.Places.ToDictionary(place => place.Pointer));

    /// <summary>Notes a problem.</summary>
    /// <param name="descriptor">Which one; its first hole is the model id.</param>
    /// <param name="pointer">Where in the normalized schema.</param>
    /// <param name="arguments">What fills the other holes.</param>
    public void Add(DiagnosticDescriptor descriptor, string pointer, params string[] arguments) =>
        Add(descriptor, pointer, PlaceOf(pointer), arguments);

    /// <summary>Notes a problem that one keyword of a schema makes: it is told at the schema, but at the keyword where that came from a patch.</summary>
    /// <param name="descriptor">Which one; its holes are the model id, the pointer of the schema, and the others.</param>
    /// <param name="pointer">The schema.</param>
    /// <param name="keyword">The keyword.</param>
    /// <param name="arguments">What fills the other holes.</param>
    public void AddOf(DiagnosticDescriptor descriptor, string pointer, string keyword, params string[] arguments)
    {
        var place = PlaceOf(pointer);
        if (_places.Value.TryGetValue(JsonPointer.Append(pointer, keyword), out var cause) && cause.Path is not null && place is { Path: null, Target: null })
        {
            place = cause;
        }

        Add(descriptor, pointer, place, [pointer, .. arguments]);
    }

    /// <summary>Notes a problem of a schema; it is told where a reference led to it, if one did, with the place of the schema itself.</summary>
    /// <param name="descriptor">Which one; its holes are the model id, the pointer of the schema, and the others.</param>
    /// <param name="node">The schema.</param>
    /// <param name="keyword">The keyword that makes the problem.</param>
    /// <param name="arguments">What fills the other holes.</param>
    public void AddOf(DiagnosticDescriptor descriptor, SchemaNode node, string keyword, params string[] arguments)
    {
        if (node.Referrer is null)
        {
            AddOf(descriptor, node.Pointer, keyword, arguments);
            return;
        }

        var target = PlaceOf(node.Pointer);
        var place = PlaceOf(node.Place) with { Target = target.Target ?? new FilePlace(target.Path ?? schema.File.Path, target.Place) };
        Add(descriptor, node.Place, place, [node.Place, .. arguments]);
    }

    /// <summary>Where a value stands: in the schema or its patch.</summary>
    /// <param name="pointer">Where in the normalized schema.</param>
    public FilePlace Place(string pointer)
    {
        var place = PlaceOf(pointer);
        return new FilePlace(place.Path ?? schema.File.Path, place.Place);
    }

    /// <summary>Whether something was noted of this very place: what follows from it need not be told as well.</summary>
    /// <param name="pointer">Where in the normalized schema.</param>
    public bool HasAt(string pointer) => _pointers.Contains(pointer);

    /// <summary>Everything noted so far.</summary>
    public EquatableArray<Problem> ToArray() => _problems.Distinct().ToEquatableArray();

    private void Add(DiagnosticDescriptor descriptor, string pointer, PlacedPointer place, string[] arguments)
    {
        _pointers.Add(pointer);
        var shown = arguments.Select(argument => ForeignReferences.Shown(argument, schema.File.References.Select(file => file.Name)));
        var problem = Problem.At(descriptor, place.Path ?? schema.File.Path, place.Place, [schema.File.ModelId ?? "", .. shown]);
        _problems.Add(problem with { Target = place.Target });
    }

    private PlacedPointer PlaceOf(string pointer)
    {
        PlacedPointer place;
        while (!_places.Value.TryGetValue(pointer, out place) && pointer.Length > 0)
        {
            pointer = pointer.Substring(0, pointer.LastIndexOf('/'));
        }

        return place;
    }
}
