using Microsoft.CodeAnalysis;
using SchemaSdk.Generator.Diagnostics;
using SchemaSdk.Generator.Model;

namespace SchemaSdk.Generator.Parsing;

/// <summary>Collects the problems of one file, each at the place of a JSON pointer.</summary>
/// <param name="schema">The file.</param>
internal sealed class ProblemList(NormalizedSchema schema)
{
    private readonly List<Problem> _problems = [];
    private readonly HashSet<string> _pointers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SourceSpan> _places = schema.Places.ToDictionary(place => place.Pointer, place => place.Place);

    /// <summary>Notes a problem.</summary>
    /// <param name="descriptor">Which one; its first hole is the model id.</param>
    /// <param name="pointer">Where in the normalized schema.</param>
    /// <param name="arguments">What fills the other holes.</param>
    public void Add(DiagnosticDescriptor descriptor, string pointer, params string[] arguments)
    {
        _pointers.Add(pointer);
        _problems.Add(Problem.At(descriptor, schema.File.Path, PlaceOf(pointer), [schema.File.ModelId ?? "", .. arguments]));
    }

    /// <summary>Whether something was noted of this very place: what follows from it need not be told as well.</summary>
    /// <param name="pointer">Where in the normalized schema.</param>
    public bool HasAt(string pointer) => _pointers.Contains(pointer);

    /// <summary>Everything noted so far.</summary>
    public EquatableArray<Problem> ToArray() => _problems.Distinct().ToEquatableArray();

    private SourceSpan PlaceOf(string pointer)
    {
        SourceSpan place;
        while (!_places.TryGetValue(pointer, out place) && pointer.Length > 0)
        {
            pointer = pointer.Substring(0, pointer.LastIndexOf('/'));
        }

        return place;
    }
}
