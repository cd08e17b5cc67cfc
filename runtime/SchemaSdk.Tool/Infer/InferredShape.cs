using System.Text.Json;

namespace SchemaSdk.Tool.Infer;

/// <summary>The types, members and items of all values at one location in the samples.</summary>
internal sealed class InferredShape
{
    private readonly Dictionary<string, InferredShape> _members = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _met = new(StringComparer.Ordinal);
    private readonly List<string> _order = [];
    private readonly SortedSet<JsonTypeName> _types = [];
    private long _objects;

    /// <summary>The types, in an order that does not depend on the samples.</summary>
    internal IReadOnlyCollection<JsonTypeName> Types => _types;

    /// <summary>The formats that fit every string read so far; all formats until the first string is read.</summary>
    internal TextForms Forms { get; private set; } = TextForms.All;

    /// <summary>The shape of the items of all arrays; null if no array had items.</summary>
    internal InferredShape? Items { get; private set; }

    /// <summary>The members of all objects, in the order of their first occurrence.</summary>
    internal IEnumerable<(string Name, InferredShape Value, bool IsInAll)> Members =>
        _order.Select(name => (name, _members[name], _met[name] == _objects));

    /// <summary>Adds a value. Objects in the value must not have duplicate member names.</summary>
    internal void Add(JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                _types.Add(JsonTypeName.Object);
                _objects++;
                foreach (var member in value.EnumerateObject())
                {
                    Member(member.Name).Add(member.Value);
                    _met[member.Name]++;
                }

                break;
            case JsonValueKind.Array:
                _types.Add(JsonTypeName.Array);
                foreach (var item in value.EnumerateArray())
                {
                    (Items ??= new InferredShape()).Add(item);
                }

                break;
            case JsonValueKind.String:
                _types.Add(JsonTypeName.String);
                Forms &= TextForm.Of(value.GetString()!);
                break;
            case JsonValueKind.Number:
                AddNumber(value.GetRawText());
                break;
            default:
                _types.Add(value.ValueKind == JsonValueKind.Null ? JsonTypeName.Null : JsonTypeName.Boolean);
                break;
        }
    }

    // A number written as 5.0 does not count as an integer.
    private void AddNumber(string written)
    {
        var isWhole = written.AsSpan().IndexOfAny('.', 'e', 'E') < 0;
        if (!isWhole)
        {
            _types.Remove(JsonTypeName.Integer);
            _types.Add(JsonTypeName.Number);
        }
        else if (!_types.Contains(JsonTypeName.Number))
        {
            _types.Add(JsonTypeName.Integer);
        }
    }

    private InferredShape Member(string name)
    {
        if (!_members.TryGetValue(name, out var member))
        {
            _members[name] = member = new InferredShape();
            _met[name] = 0;
            _order.Add(name);
        }

        return member;
    }
}
