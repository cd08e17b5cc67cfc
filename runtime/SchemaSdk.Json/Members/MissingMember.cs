using System.ComponentModel;
using System.Text.Json;

namespace SchemaSdk.CompilerServices;

/// <summary>For generated code: a member that the schema requires but its property does not hold.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class MissingMember
{
    // Short, because a message is read in one line of a log.
    private const int MaxShown = 100;

    /// <summary>Returns the value of an untyped member, which may be a null that was sent.</summary>
    /// <param name="owner">The object.</param>
    /// <param name="pointer">The member, as a JSON pointer.</param>
    /// <exception cref="InvalidOperationException">The member is missing.</exception>
    public static JsonElement Untyped(ModelObject owner, string pointer)
    {
        ArgumentNullException.ThrowIfNull(owner);
        ArgumentNullException.ThrowIfNull(pointer);
        return Find(owner.Kept, pointer)?.Value ?? throw Error(owner.Kept, pointer);
    }

    /// <summary>The exception of the property: it says that the member is missing, or what came instead.</summary>
    internal static InvalidOperationException Error(KeptJson? kept, string pointer)
    {
        if (Find(kept, pointer) is { } other)
        {
            return new($"{pointer} has the value {JsonText.Cut(other.Raw, MaxShown)}, which its property cannot hold. "
                + "It is in AdditionalProperties and in the result's Raw: read it there if an answer may have such a value.");
        }

        var instead = kept?.Whole is { } whole ? $", which has {JsonText.Cut(whole, MaxShown)} instead of its object" : "";
        return new($"{pointer} is missing in the answer{instead}, although its schema requires it. "
            + "What came instead is in AdditionalProperties and in the result's Raw: read those if an answer may lack it.");
    }

    private static OtherMember? Find(KeptJson? kept, string pointer) => kept?.Others.Find(JsonPointers.LastName(pointer));
}
