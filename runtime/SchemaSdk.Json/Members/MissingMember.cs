using System.ComponentModel;
using System.Text.Json;

namespace SchemaSdk.CompilerServices;

/// <summary>For generated code: a member that the schema promises, and that its property does not hold.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class MissingMember
{
    // A message names the value, but is read in a log line.
    private const int MaxShown = 100;

    /// <summary>The value of an untyped member, which may be a null that was sent.</summary>
    /// <param name="owner">The object.</param>
    /// <param name="pointer">The member, as a JSON pointer.</param>
    /// <exception cref="InvalidOperationException">It did not come.</exception>
    public static JsonElement Untyped(ModelObject owner, string pointer)
    {
        ArgumentNullException.ThrowIfNull(owner);
        ArgumentNullException.ThrowIfNull(pointer);
        return Find(owner.Kept, pointer)?.Value ?? throw Error(owner.Kept, pointer);
    }

    /// <summary>The exception of the property: it says that the member did not come, or what came in its place.</summary>
    internal static InvalidOperationException Error(KeptJson? kept, string pointer)
    {
        if (Find(kept, pointer) is { } other)
        {
            return new($"{pointer} came as {JsonText.Cut(other.Raw, MaxShown)}, which its property cannot hold. "
                + "It is in AdditionalProperties and in the result's Raw; read those where an answer may have such a value.");
        }

        var instead = kept?.Whole is { } whole ? $", and {JsonText.Cut(whole, MaxShown)} where its object should be" : "";
        return new($"{pointer} did not come in the answer{instead}, though its schema promises it. "
            + "What came instead is in AdditionalProperties and in the result's Raw; read those where an answer may lack it.");
    }

    private static OtherMember? Find(KeptJson? kept, string pointer) => kept?.Others.Find(JsonPointers.LastName(pointer));
}
