using SchemaSdk.Emulation.Calls;

namespace SchemaSdk.Emulation.Faults;

/// <summary>Maps calls of the service to kinds of calls with faults.</summary>
internal static class FaultyCalls
{
    /// <summary>Returns the kind of a call; null if it is not a call of the service.</summary>
    public static EmulatorCall? Of(ServiceCallKind kind) => kind switch
    {
        ServiceCallKind.Submit => EmulatorCall.Submit,
        ServiceCallKind.Status => EmulatorCall.Status,
        ServiceCallKind.Result => EmulatorCall.Result,
        ServiceCallKind.Cancel => EmulatorCall.Cancel,
        ServiceCallKind.File => EmulatorCall.Download,
        ServiceCallKind.Model or ServiceCallKind.Models or ServiceCallKind.Categories => EmulatorCall.Catalog,
        _ => null,
    };
}
