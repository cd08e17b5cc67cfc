namespace SchemaSdk.EndToEnd.Tests.Contract;

/// <summary>The public contract as it was agreed: C# that compiles, with stubs for bodies.</summary>
internal static class ContractFile
{
    private static string Named { get; } = Environment.GetEnvironmentVariable("SCHEMASDK_CORPUS") ?? "";

    private static string Path { get; } = System.IO.Path.GetFullPath(
        System.IO.Path.Combine(Named.Length > 0 ? Named : System.IO.Path.Combine(Repository.Root, "../shared/corpus"), "../contract.cs"));

    /// <summary>Why nothing is compared; null where the contract is. A corpus that is named has to have it.</summary>
    public static string? Skip { get; } =
        Environment.GetEnvironmentVariable("SCHEMASDK_WITHOUT_CORPUS") == "1" ? "SCHEMASDK_WITHOUT_CORPUS is set."
        : Named.Length == 0 && !File.Exists(Path) ? $"There is no contract at {Path}."
        : null;

    public static string Text { get; } = Skip is null ? File.ReadAllText(Path) : "";
}
