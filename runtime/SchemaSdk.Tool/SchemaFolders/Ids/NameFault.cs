using System.CommandLine.Parsing;
using SchemaSdk.Schemas.Naming;

namespace SchemaSdk.Tool.SchemaFolders.Ids;

/// <summary>Checks whether a string can be a name in C# and in a path.</summary>
internal static class NameFault
{
    // A low limit, because the paths of a build contain the name three times.
    private const int MostCharacters = 60;

    private static readonly string[] Taken = ["App", "Tests"];

    private static readonly string[] Packages = ["xunit", "SchemaSdk"];

    /// <summary>Adds an error if a name is invalid.</summary>
    /// <param name="result">The option or argument to which the error is added.</param>
    /// <param name="name">The name as it was typed; null for an option without a value, which is reported elsewhere.</param>
    /// <param name="what">What the name is for, such as "a class".</param>
    /// <param name="find">Returns the error in a name; null if the name is valid.</param>
    internal static void Check(SymbolResult result, string? name, string what, Func<string, string?> find)
    {
        if (name is not null && find(name) is { } fault)
        {
            var option = result is OptionResult typed ? $"{typed.Option.Name}: " : "";
            result.AddError($"{option}'{name}' cannot be the name of {what}: it {fault}.");
        }
    }

    /// <returns>The error, as the rest of a sentence that begins with "it"; null if the string can be the name of a project.</returns>
    internal static string? OfProject(string name)
    {
        if (OfNamespace(name) is { } fault)
        {
            return fault;
        }

        return Taken.Contains(name, StringComparer.OrdinalIgnoreCase) ? "is the name of another project that this command creates"
            : Packages.Contains(name.Split('.')[0], StringComparer.OrdinalIgnoreCase) ? "begins with the name of a referenced package"
            : null;
    }

    /// <returns>The error; null if the string can be a namespace.</returns>
    internal static string? OfNamespace(string name) =>
        name.Length > MostCharacters ? $"has {name.Length} characters, more than the limit of {MostCharacters}"
            : name.Split('.').Select(OfIdentifier).FirstOrDefault(static fault => fault is not null);

    /// <returns>The error; null if the string can be the name of a class.</returns>
    internal static string? OfIdentifier(string name) =>
        name.Length == 0 ? "has an empty part"
            : name.Length > MostCharacters ? $"has {name.Length} characters, more than the limit of {MostCharacters}"
            : !Identifiers.CanBeGiven(name)
                ? $"has the part '{name}', but a part must begin with a capital letter from A to Z, contain only letters from A to Z, "
                    + "digits and '_', and not end with '_'"
            : ModelIdFault.Of(name);

    /// <returns>The error; null if the string can be the namespace of a client in an existing project. Only C# restricts it.</returns>
    internal static string? OfClientNamespace(string name) =>
        name.Split('.').Select(OfClient).FirstOrDefault(static fault => fault is not null);

    /// <returns>The error; null if the string can be the name of a client in an existing project. Only C# restricts it.</returns>
    internal static string? OfClient(string name) =>
        name.Length == 0 ? "has an empty part"
            : Identifiers.IsValid(name) ? null
            : $"has the part '{name}', but a part must contain only letters, digits and '_', and not begin with a digit";
}
