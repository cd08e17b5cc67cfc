using System.ComponentModel;
using System.Text.Json;

namespace SchemaSdk.CompilerServices;

/// <summary>For generated code: the branches of a union.</summary>
/// <param name="branches">The branches. Each is identified by its position.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class UnionBranches(params UnionBranch[] branches)
{
    /// <summary>The number of branches.</summary>
    internal int Count => branches.Length;

    /// <summary>Finds the branch that a value fits, by its structure.</summary>
    /// <param name="reader">On the first token of the value, where it stays.</param>
    /// <returns>The position of the branch; -1 if none fits.</returns>
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

    /// <summary>Finds the best of several branches, because an answer may lack required members.</summary>
    private int FindObject(Utf8JsonReader reader, int otherwise)
    {
        var value = JsonElement.ParseValue(ref reader);
        var (found, best) = (branches[otherwise].IsObject ? -1 : otherwise, -1);
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
}
