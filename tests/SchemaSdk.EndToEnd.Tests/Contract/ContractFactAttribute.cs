namespace SchemaSdk.EndToEnd.Tests.Contract;

/// <summary>A test of the frozen contract, which is beside the corpus; skipped where that is left out.</summary>
internal sealed class ContractFactAttribute : FactAttribute
{
    public ContractFactAttribute() => Skip = ContractFile.Skip;
}
