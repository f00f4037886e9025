//! The exchange in virtual time: what the pages promise, one behaviour a test.

mod agent_state;
mod call_data;
mod calls;
mod conference;
mod desk;
mod faults;
mod guid;
mod hall;
mod log;
mod outage;
mod poll;
mod queue;
mod readings;
mod refresh;
mod requests;
mod sign_in;
mod sign_out;
