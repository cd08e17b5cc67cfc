using SchemaSdk.Emulation;

namespace SchemaSdk.Tool.New;

/// <summary>
/// Finds names that a client must not have. The program and the tests in the templates use the client, and these names already have another
/// meaning there.
/// </summary>
internal static class TakenNames
{
    // A namespace with one of these names would hide a type that the program or the tests use.
    private static readonly string[] Used =
    [
        "Assert", "Console", "Fact", "HttpClient", "IAsyncLifetime", "ModelEmulator", "ModelInputException", "Program", "Task", "TimeSpan",
    ];

    // Namespaces and xunit types. Also the names Example and Models, which the generator changes: Example.Example and Models.Models would
    // not compile.
    private static readonly string[] OfClients =
    [
        "App", "Example", "Microsoft", "Models", "Record", "SchemaSdk", "System", "Tests", "TheoryData", "Xunit",
    ];

    // One type for each imported namespace and assembly. A client with the name of any public type there would be ambiguous.
    private static readonly Type[] Imported =
    [
        typeof(TimeSpan), typeof(Uri), typeof(Console), typeof(List<>), typeof(Queue<>), typeof(File), typeof(Enumerable),
        typeof(Queryable), typeof(HttpClient), typeof(Thread), typeof(Barrier), typeof(Task), typeof(Parallel), typeof(ModelClient),
        typeof(ModelEmulator),
    ];

    /// <summary>Returns true if no client can have this name.</summary>
    internal static bool IsOfNoClient(string name) => Used.Contains(name) || OfClients.Contains(name)
        || Imported.Any(type => type.Assembly.GetType($"{type.Namespace}.{name}") is { IsPublic: true });

    /// <summary>Returns the part of a namespace that would hide a type in the program or the tests; null if no part does.</summary>
    // The program and the tests are in the namespaces App and Tests. For example, a namespace App.Task would hide the type Task there.
    internal static string? In(string space)
    {
        var parts = space.Split('.');
        var part = parts is ["App" or "Tests", _, ..] ? parts[1] : parts[0];
        return Used.Contains(part) ? part : null;
    }
}
