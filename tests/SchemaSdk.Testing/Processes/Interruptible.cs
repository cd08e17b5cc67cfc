namespace SchemaSdk.Testing;

/// <summary>Runs <c>dotnet</c> so that Ctrl-C can end it, although processes that a shell runs in the background ignore Ctrl-C.</summary>
public static class Interruptible
{
    public static (string Program, string[] Arguments) Dotnet(params string[] arguments) => OperatingSystem.IsLinux()
        ? ("env", ["--default-signal=INT", "dotnet", .. arguments])
        : ("dotnet", arguments);
}
