using System.Reflection;

namespace SchemaSdk.Tests.Ledgers;

/// <summary>The client must use a ledger only through its public contract.</summary>
public class LedgerContractTests
{
    private const BindingFlags Declared =
        BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    [Fact]
    public void The_contract_between_a_client_and_a_ledger_has_ten_members_that_are_all_public()
    {
        var members = new[] { typeof(ModelLedger), typeof(LedgerJob) }
            .SelectMany(type => type.GetMembers(Declared))
            .Where(member => member is PropertyInfo or MethodInfo { IsSpecialName: false })
            .ToList();

        Assert.Equal(10, members.Count);
        Assert.All(members, member => Assert.True(
            (member as MethodInfo ?? ((PropertyInfo)member).GetMethod!) is { IsAbstract: true, IsPublic: true }, member.Name));
    }
}
