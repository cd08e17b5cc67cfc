using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace SchemaSdk.CompilerServices;

/// <summary>Implements <see cref="ModelObject.AdditionalProperties"/>: members in insertion order, with their values as text.</summary>
internal sealed class OtherMembers : IDictionary<string, JsonElement>
{
    // A linear search is faster for a few members. A longer list is indexed, because looking up all its members would take quadratic time.
    private const int MaxUnindexed = 8;

    private readonly List<OtherMember> _members;
    private Dictionary<string, int>? _index;

    public OtherMembers() => _members = [];

    public OtherMembers(OtherMembers original) => _members = [.. original._members];

    public int Count => _members.Count;

    public bool IsReadOnly => false;

    public ICollection<string> Keys => _members.ConvertAll(static member => member.Name).AsReadOnly();

    public ICollection<JsonElement> Values => _members.ConvertAll(static member => member.Value).AsReadOnly();

    public JsonElement this[string key]
    {
        get => TryGetValue(key, out var value)
            ? value
            : throw new KeyNotFoundException($"AdditionalProperties has no member '{key}'.");
        set => Set(new OtherMember(key, value));
    }

    public void Set(OtherMember member)
    {
        var at = IndexOf(member.Name);
        if (at >= 0)
        {
            _members[at] = member;
            return;
        }

        _index?.Add(member.Name, _members.Count);
        _members.Add(member);
        if (_index is null && _members.Count > MaxUnindexed)
        {
            _index = Index();
        }
    }

    public OtherMember? Find(string name) => IndexOf(name) is >= 0 and var at ? _members[at] : null;

    public void Add(string key, JsonElement value)
    {
        if (ContainsKey(key))
        {
            throw new ArgumentException($"AdditionalProperties already has a member '{key}'.", nameof(key));
        }

        Set(new OtherMember(key, value));
    }

    public bool ContainsKey(string key) => IndexOf(key) >= 0;

    public bool TryGetValue(string key, [MaybeNullWhen(false)] out JsonElement value)
    {
        var at = IndexOf(key);
        value = at < 0 ? default : _members[at].Value;
        return at >= 0;
    }

    public bool Remove(string key)
    {
        var at = IndexOf(key);
        if (at < 0)
        {
            return false;
        }

        _members.RemoveAt(at);
        _index?.Remove(key);

        // Rebuilding the whole index would take quadratic time for JSON that repeats its last member many times.
        for (var i = at; _index is not null && i < _members.Count; i++)
        {
            _index[_members[i].Name] = i;
        }

        return true;
    }

    public void Clear()
    {
        _members.Clear();
        _index = null;
    }

    public void Write(Utf8JsonWriter writer)
    {
        foreach (var member in _members)
        {
            writer.WritePropertyName(member.Name);
            RawJson.Write(writer, member.Raw);
        }
    }

    public IEnumerator<KeyValuePair<string, JsonElement>> GetEnumerator()
    {
        foreach (var member in _members)
        {
            yield return new(member.Name, member.Value);
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    void ICollection<KeyValuePair<string, JsonElement>>.Add(KeyValuePair<string, JsonElement> item) => Add(item.Key, item.Value);

    bool ICollection<KeyValuePair<string, JsonElement>>.Contains(KeyValuePair<string, JsonElement> item) =>
        IndexOf(item.Key) is >= 0 and var at && IsSame(_members[at], item.Value);

    bool ICollection<KeyValuePair<string, JsonElement>>.Remove(KeyValuePair<string, JsonElement> item) =>
        IndexOf(item.Key) is >= 0 and var at && IsSame(_members[at], item.Value) && Remove(item.Key);

    void ICollection<KeyValuePair<string, JsonElement>>.CopyTo(KeyValuePair<string, JsonElement>[] array, int arrayIndex)
    {
        ArgumentNullException.ThrowIfNull(array);
        foreach (var member in this)
        {
            array[arrayIndex++] = member;
        }
    }

    private static bool IsSame(OtherMember member, JsonElement value) =>
        JsonEquality.AreEqual(member.Raw, new OtherMember(member.Name, value).Raw);

    private int IndexOf(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (_index is not null)
        {
            return _index.GetValueOrDefault(name, -1);
        }

        for (var i = 0; i < _members.Count; i++)
        {
            if (_members[i].Name == name)
            {
                return i;
            }
        }

        return -1;
    }

    private Dictionary<string, int> Index()
    {
        var index = new Dictionary<string, int>(_members.Count, StringComparer.Ordinal);
        for (var i = 0; i < _members.Count; i++)
        {
            index.Add(_members[i].Name, i);
        }

        return index;
    }
}
