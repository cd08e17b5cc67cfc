using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace SchemaSdk.CompilerServices;

/// <summary>The members of <see cref="ModelObject.AdditionalProperties"/>, in order of arrival, with their values to the letter.</summary>
internal sealed class OtherMembers : IDictionary<string, JsonElement>
{
    // Few members are found faster one by one; a service that sends thousands must not cost the square of them.
    private const int MaxUnindexed = 8;

    private List<OtherMember>? _made;
    private Dictionary<string, int>? _index;

    // The text with an object whose members that are not of these names are left in it.
    private LastingText? _left;
    private MemberNames? _names;
    private int _start;

    public OtherMembers()
    {
    }

    public OtherMembers(OtherMembers original)
    {
        (_left, _start, _names) = (original._left, original._start, original._names);
        _made = original._made is { } made ? [.. made] : null;
    }

    public int Count => Members.Count;

    private List<OtherMember> Members => _made ?? Read(int.MaxValue);

    public bool IsReadOnly => false;

    public ICollection<string> Keys => Members.ConvertAll(static member => member.Name).AsReadOnly();

    public ICollection<JsonElement> Values => Members.ConvertAll(static member => member.Value).AsReadOnly();

    public JsonElement this[string key]
    {
        get => TryGetValue(key, out var value)
            ? value
            : throw new KeyNotFoundException($"There is no member '{key}' in AdditionalProperties.");
        set => Set(new OtherMember(key, value));
    }

    public void Set(OtherMember member)
    {
        var at = IndexOf(member.Name);
        if (at >= 0)
        {
            Members[at] = member;
            return;
        }

        _index?.Add(member.Name, Members.Count);
        Members.Add(member);
        if (_index is null && Members.Count > MaxUnindexed)
        {
            _index = Index();
        }
    }

    /// <summary>
    /// Leaves all members of an object that have other names than these where they are, until somebody asks for one. Hardly anyone does.
    /// </summary>
    /// <param name="text">The text.</param>
    /// <param name="start">Where the object starts.</param>
    /// <param name="names">The names.</param>
    /// <returns>False if members were read already, which those that follow have to be added to.</returns>
    public bool TryLeave(LastingText text, int start, MemberNames names)
    {
        if (_made is not null)
        {
            return false;
        }

        (_left, _start, _names) = (text, start, names);
        return true;
    }

    /// <summary>Reads the members that were left and stand before a place in the text.</summary>
    public void ReadLeft(int end) => _ = _made ?? Read(end);

    /// <summary>Returns true if there is a member with the name of a property.</summary>
    public bool ContainsProperty(string name) => _made is not null && ContainsKey(name);

    /// <summary>Removes a member with the name of a property.</summary>
    public void RemoveProperty(string name) => _ = _made is not null && Remove(name);

    public OtherMember? Find(string name) => IndexOf(name) is >= 0 and var at ? Members[at] : null;

    public void Add(string key, JsonElement value)
    {
        if (ContainsKey(key))
        {
            throw new ArgumentException($"There is already a member '{key}' in AdditionalProperties.", nameof(key));
        }

        Set(new OtherMember(key, value));
    }

    public bool ContainsKey(string key) => IndexOf(key) >= 0;

    public bool TryGetValue(string key, [MaybeNullWhen(false)] out JsonElement value)
    {
        var at = IndexOf(key);
        value = at < 0 ? default : Members[at].Value;
        return at >= 0;
    }

    public bool Remove(string key)
    {
        var at = IndexOf(key);
        if (at < 0)
        {
            return false;
        }

        Members.RemoveAt(at);
        _index = Members.Count > MaxUnindexed ? Index() : null;
        return true;
    }

    public void Clear()
    {
        Members.Clear();
        _index = null;
    }

    public void Write(Utf8JsonWriter writer)
    {
        foreach (var member in Members)
        {
            writer.WritePropertyName(member.Name);
            RawJson.Write(writer, member.Raw);
        }
    }

    public IEnumerator<KeyValuePair<string, JsonElement>> GetEnumerator()
    {
        foreach (var member in Members)
        {
            yield return new(member.Name, member.Value);
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    void ICollection<KeyValuePair<string, JsonElement>>.Add(KeyValuePair<string, JsonElement> item) => Add(item.Key, item.Value);

    bool ICollection<KeyValuePair<string, JsonElement>>.Contains(KeyValuePair<string, JsonElement> item) =>
        IndexOf(item.Key) is >= 0 and var at && IsSame(Members[at], item.Value);

    bool ICollection<KeyValuePair<string, JsonElement>>.Remove(KeyValuePair<string, JsonElement> item) =>
        IndexOf(item.Key) is >= 0 and var at && IsSame(Members[at], item.Value) && Remove(item.Key);

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

    private List<OtherMember> Read(int end)
    {
        var read = new OtherMembers { _made = [] };
        if (_left is { } text)
        {
            var cursor = new JsonCursor(text, _start);
            for (var isInside = false; cursor.NextMember(ref isInside) && cursor.TokenStartIndex < end;)
            {
                if (_names!.Texts.Find(in cursor) < 0)
                {
                    var name = JsonText.Decode(in cursor);
                    cursor.ToValue();
                    var start = cursor.TokenStartIndex;
                    cursor.Skip();
                    read.Set(new OtherMember(name, text.Part(start, cursor.TokenEndIndex - start)));
                }
            }
        }

        // Of two threads that come here both have the same, and the list of the first counts.
        _index = read._index;
        return Interlocked.CompareExchange(ref _made, read._made, null) ?? read._made;
    }

    private int IndexOf(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        _ = Members;
        if (_index is not null)
        {
            return _index.GetValueOrDefault(name, -1);
        }

        for (var i = 0; i < Members.Count; i++)
        {
            if (Members[i].Name == name)
            {
                return i;
            }
        }

        return -1;
    }

    private Dictionary<string, int> Index()
    {
        var index = new Dictionary<string, int>(Members.Count, StringComparer.Ordinal);
        for (var i = 0; i < Members.Count; i++)
        {
            index.Add(Members[i].Name, i);
        }

        return index;
    }
}
