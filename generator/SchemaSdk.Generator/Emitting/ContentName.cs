using SchemaSdk.Schemas.Naming;

namespace SchemaSdk.Generator.Emitting;

/// <summary>Names a class after the content of its static fields, such as <c>wire_1b2f09aa</c>.</summary>
/// <remarks>
/// Hot reload does not run the initializers of static fields again, so a running program would keep their content from before an edit. If
/// the edit removes a class, here by renaming it, the program is restarted instead.
/// </remarks>
internal static class ContentName
{
    private const int Digits = 8;

    public static string Of(string name, IEnumerable<string> content) =>
        $"{name}_{TextHash.Of(string.Join("\n", content)).Substring(0, Digits)}";
}
