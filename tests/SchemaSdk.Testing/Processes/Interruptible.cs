namespace SchemaSdk.Testing;

/// <summary>Runs <c>dotnet</c> so that Ctrl-C ends it even in the background of a shell, where processes usually ignore Ctrl-C.</summary>
public static class Interruptible
{
    public static (string Program, string[] Arguments) Dotnet(params string[] arguments) => OperatingSystem.IsLinux()
        ? ("env", ["--default-signal=INT", "dotnet", .. arguments])
        : ("dotnet", arguments);
}
