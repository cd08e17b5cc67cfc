namespace SchemaSdk.Schemas.Naming;

/// <summary>
/// Derives the names of a client and its namespace from the settings of a project. A name that is not valid in C# is converted to a valid
/// one.
/// </summary>
internal static class ClientNames
{
    // New keywords of C# are contextual, so they can be names.
    private static readonly HashSet<string> Keywords = new(
        ("__arglist __makeref __reftype __refvalue abstract as base bool break byte case catch char checked class const continue decimal "
            + "default delegate do double else enum event explicit extern false finally fixed float for foreach goto if implicit in int "
            + "interface internal is lock long namespace new null object operator out override params private protected public readonly "
            + "ref return sbyte sealed short sizeof stackalloc static string struct switch this throw true try typeof uint ulong "
            + "unchecked unsafe ushort using virtual void volatile while").Split(' '),
        StringComparer.Ordinal);

    /// <summary>Returns the name of the client class. It is never Models, because that is the namespace of the models.</summary>
    public static string ClassName(string text)
    {
        var name = Identifiers.IsValid(text) ? text : Identifiers.Clean(text);
        return name is "" or "Models" ? name + "ModelsClient" : Escape(name);
    }

    /// <summary>Returns the namespace of the client; empty if the text has no letter or digit.</summary>
    public static string Namespace(string text) => string.Join(".", text
        .Split('.')
        .Select(part => Identifiers.IsValid(part) ? Escape(part) : Identifiers.Clean(part))
        .Where(part => part.Length > 0));

    /// <summary>Adds <c>@</c> to a name that is a keyword.</summary>
    public static string Escape(string name) => Keywords.Contains(name) ? "@" + name : name;
}
