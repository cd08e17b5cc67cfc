using System.ComponentModel;
using System.Text.Json;

namespace SchemaSdk.CompilerServices;

/// <summary>For generated code: the branches of a union.</summary>
/// <param name="branches">The branches. Each is identified by its position.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class UnionBranches(params UnionBranch[] branches)
{
    // If several branches specify the kind of their items, every item's kind is checked, not only the first's.
    private readonly bool _hasLists = branches.Count(static branch => branch.HasItemKind) > 1;

    private Utf8Texts? _names;

    internal int Count => branches.Length;

    /// <summary>
    /// Returns the position of the branch that the value matches by its structure; -1 if it matches none. The reader does not move.
    /// </summary>
    internal int Find(ref Utf8JsonReader reader)
    {
        var (found, count, hasObjectList) = (-1, 0, false);
        for (var i = 0; i < branches.Length; i++)
        {
            if (branches[i].FitsKind(ref reader) && branches[i].FitsPattern(ref reader) && branches[i].FitsItems(reader, _hasLists))
            {
                if (branches[i].Lists(ref reader))
                {
                    return i;
                }

                found = count++ == 0 || branches[found].Pattern is null ? i : found;
                hasObjectList |= branches[i].IsObjectList;
            }
        }

        if (count > 1 && hasObjectList && reader.TokenType == JsonTokenType.StartArray)
        {
            var item = reader;
            RawJson.ReadNext(ref item);
            return item.TokenType == JsonTokenType.StartObject ? FindObject(item, isItem: true) : found;
        }

        return count > 0 && reader.TokenType == JsonTokenType.StartObject ? FindObject(reader, isItem: false) : found;
    }

    /// <summary>
    /// Returns the position of the branch that best matches an object. If <c>isItem</c> is true, the branch is for an array whose first
    /// item is the object. Required members may be missing, because the service may omit them.
    /// </summary>
    private int FindObject(Utf8JsonReader reader, bool isItem)
    {
        var (found, best) = (Array.FindLastIndex(branches, isItem ? static branch => branch.IsAnyList : static branch => branch.IsAny), -1);
        if (RawJson.IsDeeper(reader, JsonText.MaxInputDepth))
        {
            return found;
        }

        var members = MembersOf(reader);
        for (var i = 0; i < branches.Length; i++)
        {
            var rating = (isItem ? branches[i].IsObjectList : branches[i].IsObject) ? branches[i].Rate(members) : -1;
            if (rating > best)
            {
                (found, best) = (i, rating);
            }
        }

        return found;
    }

    /// <summary>
    /// Returns the JSON of the members that distinguish the branches. If a name occurs more than once, the last value is used.
    /// </summary>
    private Dictionary<string, byte[]> MembersOf(Utf8JsonReader reader)
    {
        _names ??= Names();
        var members = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        for (RawJson.ReadNext(ref reader); reader.TokenType == JsonTokenType.PropertyName; RawJson.ReadNext(ref reader))
        {
            var name = _names.Find(ref reader);
            RawJson.ReadNext(ref reader);
            if (name >= 0)
            {
                members[_names.Values[name]] = RawJson.Read(ref reader);
            }
            else if (!reader.TrySkip())
            {
                break;   // The JSON ends inside a value. Reading the branch reports that.
            }
        }

        return members;
    }

    private Utf8Texts Names()
    {
        var names = new List<string>();
        foreach (var branch in branches)
        {
            names.AddRange(branch.Required);
            names.AddRange(branch.Constants);   // adds names and values, so a member whose name equals a value is kept needlessly
        }

        return new Utf8Texts([.. names]);
    }
}
