using System.Reflection;

namespace SchemaSdk.Tests.Ledgers;

public class SeamTests
{
    private const BindingFlags Declared =
        BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    [Fact]
    public void A_client_knows_a_ledger_by_ten_members_none_of_them_hidden()
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
