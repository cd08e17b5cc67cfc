using System.ComponentModel;
using System.Text.Json;

namespace SchemaSdk.CompilerServices;

/// <summary>For generated code: the branches of a union.</summary>
/// <param name="branches">The branches. Each is identified by its position.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class UnionBranches(params UnionBranch[] branches)
{
    internal int Count => branches.Length;

    /// <summary>
    /// Returns the position of the branch that the value matches by its structure; -1 if it matches none. The reader does not move.
    /// </summary>
    internal int Find(ref Utf8JsonReader reader)
    {
        var (found, count) = (-1, 0);
        for (var i = 0; i < branches.Length; i++)
        {
            if (branches[i].FitsKind(ref reader) && branches[i].FitsPattern(ref reader) && branches[i].FitsItem(reader))
            {
                found = count++ == 0 || branches[found].Pattern is null ? i : found;
            }
        }

        return count > 0 && reader.TokenType == JsonTokenType.StartObject ? FindObject(reader, found) : found;
    }

    /// <summary>Returns the best-matching object branch. It need not match fully, because the service may omit required members.</summary>
    private int FindObject(Utf8JsonReader reader, int otherwise)
    {
        var (found, best) = (branches[otherwise].IsObject ? -1 : otherwise, -1);
        if (IsDeep(reader))
        {
            return found;
        }

        var value = JsonElement.ParseValue(ref reader);
        for (var i = 0; i < branches.Length; i++)
        {
            var rating = branches[i].IsObject ? branches[i].Rate(value) : -1;
            if (rating > best)
            {
                (found, best) = (i, rating);
            }
        }

        return found;
    }

    // Returns true for a value that is nested too deeply to parse: parsing takes quadratic time in the depth.
    private static bool IsDeep(Utf8JsonReader reader)
    {
        for (var start = reader.CurrentDepth; reader.Read() && reader.CurrentDepth > start;)
        {
            if (reader.CurrentDepth - start > JsonText.MaxInputDepth)
            {
                return true;
            }
        }

        return false;
    }
}
