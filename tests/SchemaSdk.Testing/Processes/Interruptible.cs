namespace SchemaSdk.Testing;

/// <summary>A call of <c>dotnet</c> that Ctrl-C ends.</summary>
/// <remarks>A shell makes what it runs in the background ignore Ctrl-C, and a process inherits that.</remarks>
public static class Interruptible
{
    public static (string Program, string[] Arguments) Dotnet(params string[] arguments) => OperatingSystem.IsLinux()
        ? ("env", ["--default-signal=INT", "dotnet", .. arguments])
        : ("dotnet", arguments);
}
