using System.Runtime.CompilerServices;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace SchemaSdk.Integration.Tests.PostgreSql.Conformance;

/// <summary>Skips inherited tests if PostgreSQL is not installed. xunit 2 has no attribute for this.</summary>
public sealed class SkippedWithoutPostgreSql : ITestCaseOrderer
{
    public IEnumerable<TTestCase> OrderTestCases<TTestCase>(IEnumerable<TTestCase> testCases)
        where TTestCase : ITestCase
    {
        foreach (var testCase in testCases)
        {
            SetSkipReason((TestMethodTestCase)(object)testCase, new FactWithAttribute(Server.PostgreSql).Skip);
            yield return testCase;
        }
    }

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "set_SkipReason")]
    private static extern void SetSkipReason(TestMethodTestCase testCase, string? reason);
}
