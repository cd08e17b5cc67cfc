using System.CommandLine.Parsing;
using SchemaSdk.Schemas.Naming;

namespace SchemaSdk.Tool.SchemaFolders.Ids;

/// <summary>Finds why a text cannot be a name in C# and in a path.</summary>
internal static class NameFault
{
    // Short enough for build paths, which contain the name three times.
    private const int MostCharacters = 60;

    // Projects in every new folder.
    private static readonly string[] Taken = ["App", "Tests"];

    // A project cannot have the name of a package that it uses.
    private static readonly string[] Packages = ["xunit", "SchemaSdk"];

    /// <summary>Reports a name that cannot be used.</summary>
    /// <param name="result">Gets the error.</param>
    /// <param name="name">The name as it was typed; null for an option without a value, which has its own error.</param>
    /// <param name="what">What the name is for, such as "a class".</param>
    /// <param name="find">Finds the fault of a name.</param>
    internal static void Check(SymbolResult result, string? name, string what, Func<string, string?> find)
    {
        if (name is not null && find(name) is { } fault)
        {
            var option = result is OptionResult typed ? $"{typed.Option.Name}: " : "";
            result.AddError($"{option}'{name}' cannot be the name of {what}: it {fault}.");
        }
    }

    /// <param name="name">Any text.</param>
    /// <returns>The fault as the rest of a sentence that begins with "it"; null if the text can name a project.</returns>
    internal static string? OfProject(string name)
    {
        if (OfNamespace(name) is { } fault)
        {
            return fault;
        }

        return Taken.Contains(name, StringComparer.OrdinalIgnoreCase) ? "is the name of another project that this command makes"
            : Packages.Contains(name.Split('.')[0], StringComparer.OrdinalIgnoreCase) ? "begins like a package that the projects use"
            : null;
    }

    /// <returns>The fault; null if the text can be a namespace.</returns>
    internal static string? OfNamespace(string name) =>
        name.Length > MostCharacters ? $"has {name.Length} characters, more than the limit of {MostCharacters}"
            : name.Split('.').Select(OfIdentifier).FirstOrDefault(static fault => fault is not null);

    /// <returns>The fault; null if the text can name a class.</returns>
    internal static string? OfIdentifier(string name) =>
        name.Length == 0 ? "has an empty part"
            : name.Length > MostCharacters ? $"has {name.Length} characters, more than the limit of {MostCharacters}"
            : !Identifiers.CanBeGiven(name)
                ? $"has the part '{name}': a name begins with a capital from A to Z, and has only letters from A to Z, digits and '_', "
                    + "without one at the end"
            : ModelIdFault.Of(name);
}
