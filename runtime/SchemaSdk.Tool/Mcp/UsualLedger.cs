namespace SchemaSdk.Tool.Mcp;

/// <summary>
/// The default ledger of agents' jobs. The path is always the same, because agents start the command in different folders.
/// </summary>
internal static class UsualLedger
{
    internal const string Words = "schemasdk/mcp.db in your application data folder";

    internal static string Path { get; } = System.IO.Path.Combine(
        Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify),
        "schemasdk",
        "mcp.db");
}
